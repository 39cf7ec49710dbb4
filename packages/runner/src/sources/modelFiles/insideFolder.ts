/** Whether a path that a downloaded file names stays inside its folder, on any system. */
export const insideFolder = (path: string): boolean =>
  !/^[/\\]|^[A-Za-z]:|\0/.test(path) && !path.split(/[/\\]/).includes('..')
