/** The points that seed 0 draws of each plane problem, so that something true stands on the page before the server has said anything. */
export interface Points {
  x: number[];
  y: number[];
  label: number[];
}

/** The plane that the figures show: half its width. */
export const reach = 5;

const drawn: Record<string, string> = {
  circle: 'd4KAbIxzmY2IoXmCgXyRk5aXhadlaYN7g5CBpXqagX9/faGWhm+Gin1kYY9+jJ2Vi3iOcnGTcHyej4F1iWxnYoGOgIJ+l4mJf4F9fXhsaYyLpIhzi5h0jIB5jWSQcH19hV9wg4TkuZk1jqtQWtiJyrxocdWJL43bwbk9bHG8UlDFj1g7TlqPI861WryeNpu3OU2lRq9K01xGsZzHez5xzH3YqMxg0ILIvJSlw3Piyq6pvHvhbCSzU209t6m20T6xWtnQeIPOfL4=',
  moon: 'SYpjiWeIUYNXgmGDaIRYfFZ5U3NIaWJ6WW9SZGZ3W2RYW15eY2FjW2Zaa2BpRm9Tckl2Tns+fFmEPoVOiU+RRpNNmE2rNqFPpVG1R6VetVbBVL9cx17JY9Nl3GnQc9N45nzHhah2lneneqZ7m3qjfpB4qISlhaWHnoWkjKSOrJqvo6qipJ+mqJmVn6qdr5epkZ2QqY2lirGGsYSmfrZ7snDGdK1rt2ytbaRgsF2tUbNHtEauRahIoDKnPZo7lUONFZQ0hhmEJnw=',
  square: 'aeKiWx7dwytbm16UmTQjvzqczSAsnh6tTsu4NJg7wm5YrCSU4FLYJawwYpth4WK0oV6XRqVmQqKoXVjER5w349JfvxzHba51xTNwxWai3yHkJtVabaU12GHeX6KmNLJLdbxIlENKcTq6ks+hMW9pK7KgrI9MViotrtbCnazBpJDHr6u6peNhcOOlsozejEpp1MGS4i5NmZwwXHJVI2FBHms7uJGgo5HaXUOMn049v7pNSsDQOWC7o9bU3MThoV8oJj3R2cfQrZs=',
  gauss: 'jKqWq6G8vqKuxbWer6DBuO2hh6Kps8qsjpasvbeWuc6uvLTbxJiwnpS6sJipja+bobWkpLDDjrepoZSapJSnqLDIs4+3oK+crq6kjaykmJejk6KAqaCbk7TCrsqdoqG8uH6pvF5tZnNOVWF2UFl0a2ZCjEg1VEhPTmQ1Nltmgk1bWmRSRWBNO291VlVKU0ltY21HcnxZbFt3TmtnXGFOQ21cWEdlfFhQN2phXV1DZUlYUm9cY11VWVJ8ZWlOSEVSYytbVXBFSnc=',
  spiral: 'gIaDhYOKh4aKh4uHjoWSgJZ9kniRdJFuh2mLYn9ifV9yX2xkYmZeaVVzVIBNh1KOVp1bo2Wvb7Z5uYe9kruftKmwuafAmseGyXvGaMRctkytQKAzkjB/LmkvWTJIOztKLFgpaoJ5f3h5dXl4d3hvem58bX9uhGmIbY1sj3WZepqAm4ahi52Un5qaoZiqi62GsXuuc6dlol6YVo9NhUh6RmtIYExWUkhaQWY/dTiEOZg/pkexVMBfzHDPgtOW0qfOuMbItdGp25Q=',
  xor: 'srRtYlY3OSZKX0lcxLOcv0VQq4XHr0VcaFBaSS5Go7pxRdPFVEglirmjYE2foaqsREGfumc3VTo0P1lUq7VTO0NOp7Kusqa2pZpNQk5Oq7lXWLC0xrmtmcOyWD3KrFY+sba6rLFYmkXDRKNCtlhDozqvSJ9GrUilQsRkvE+wWqRWomavaa1TwL5YZKVPriW4WKWkS69BYK6rYq09Ra80uF60u07HT7FEtTBCuUG6WcS6UrdIpUx3u3KsZsusQ7EznVBOqshEQq0=',
};

/** Problems of the plane, in the article's order, then ours. */
export const planes: { name: string; title: string; points: Points }[] = [
  ['circle', 'Circle'],
  ['moon', 'Moon'],
  ['square', 'Square'],
  ['gauss', 'Gauss'],
  ['spiral', 'Spiral'],
  ['xor', 'Xor'],
].map(([name, title]) => ({ name: name!, title: title!, points: unpack(drawn[name!]!) }));

/** A byte is a twentieth, 128 the middle; those of class 0 come first, as many as of class 1. */
function unpack(text: string): Points {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const count = bytes.length / 2;
  const at = (i: number) => (bytes[i]! - 128) / 20;
  const every = Array.from({ length: count }, (_, i) => i);
  return { x: every.map((i) => at(2 * i)), y: every.map((i) => at(2 * i + 1)), label: every.map((i) => (i < count / 2 ? 0 : 1)) };
}

/** The symbols of both classes as two paths: a disc and a cross, so that colour is not all that tells them apart. */
export function symbols({ x, y, label }: Points, size: number): [string, string] {
  const paths: [string, string] = ['', ''];
  const r = size.toFixed(3);
  const d = (2 * size).toFixed(3);
  for (let i = 0; i < x.length; i++) {
    const [px, py] = [x[i]!.toFixed(2), (-y[i]!).toFixed(2)];
    if (label[i] === 0) paths[0] += `M${px} ${py}m-${r} 0a${r} ${r} 0 1 0 ${d} 0a${r} ${r} 0 1 0-${d} 0`;
    else paths[1] += `M${px} ${py}m-${r}-${r}l${d} ${d}m0-${d}l-${d} ${d}`;
  }
  return paths;
}
