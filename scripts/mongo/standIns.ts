/** Servers that speak MongoDB's protocol and are built here from their public modules; what is built stays in `.cache/`. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { needs, started, type Server } from './server.ts';

const CACHE = join(import.meta.dirname, '../../.cache/mongo');
const BUILD_MS = 900_000;

const FERRETDB = 'v1.24.2';
const JAVA_SERVER = '1.47.0';

const FERRETDB_MAIN = `package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	server, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: "127.0.0.1:" + os.Args[1]},
		Handler:   "sqlite",
		SQLiteURL: "file:" + os.Args[2] + "/",
		Logger:    slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	if err == nil {
		err = server.Run(context.Background())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
`;

/** It knows the newer protocol but calls itself older than what the driver takes; hence a version of our own. */
const JAVA_MAIN = `import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.List;

class StandIn {
  public static void main(String[] arguments) {
    MongoVersion version = new MongoVersion() {
      public List<Integer> getVersionArray() { return List.of(5, 0, 0); }
      public int getWireVersion() { return 13; }
    };
    new MongoServer(new MemoryBackend().version(version)).bind("127.0.0.1", Integer.parseInt(arguments[0]));
  }
}
`;

const JAVA_POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>stand-in</groupId>
  <artifactId>stand-in</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>de.bwaldvogel</groupId>
      <artifactId>mongo-java-server</artifactId>
      <version>${JAVA_SERVER}</version>
    </dependency>
  </dependencies>
</project>
`;

/** Throws with the last line that the tool said. */
const run = (folder: string, program: string, ...words: string[]): void => {
  const { status, stdout, stderr } = spawnSync(program, words, {
    cwd: folder,
    encoding: 'utf8',
    timeout: BUILD_MS,
  });
  if (status === 0) return;
  const said = `${stdout}\n${stderr}`.trim().split('\n').at(-1) ?? '';
  throw new Error(`${program} ${words[0] ?? ''} failed: ${said}`);
};

/** A folder of the cache with these files in it; `build` runs once, when `product` is not there yet. */
const built = (
  name: string,
  files: Record<string, string>,
  product: string,
  build: (folder: string) => void,
): string => {
  const folder = join(CACHE, name);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  if (!existsSync(join(folder, product))) {
    console.log(`Building ${name} …`);
    build(folder);
  }
  return folder;
};

/** Its updates are not atomic; see `server/src/store/mongo/turns.ts`. On disk. */
export const ferretdb = async (): Promise<Server> => {
  needs('go', 'version');
  const folder = built(`ferretdb-${FERRETDB}`, { 'main.go': FERRETDB_MAIN }, 'ferretdb', (at) => {
    rmSync(join(at, 'go.mod'), { force: true });
    run(at, 'go', 'mod', 'init', 'stand-in');
    run(at, 'go', 'get', `github.com/FerretDB/FerretDB/ferretdb@${FERRETDB}`);
    run(at, 'go', 'build', '-o', 'ferretdb', '.');
  });
  return started(`FerretDB ${FERRETDB} on SQLite`, (port, data) => [
    join(folder, 'ferretdb'),
    `${port}`,
    data,
  ]);
};

/** In memory. */
export const javaServer = async (): Promise<Server> => {
  needs('java', '-version');
  needs('mvn', '-version');
  const files = { 'pom.xml': JAVA_POM, 'StandIn.java': JAVA_MAIN };
  const folder = built(`mongo-java-server-${JAVA_SERVER}`, files, 'classpath', (at) =>
    run(at, 'mvn', '-q', '-B', 'dependency:build-classpath', '-Dmdep.outputFile=classpath'),
  );
  const classes = readFileSync(join(folder, 'classpath'), 'utf8').trim();
  return started(`mongo-java-server ${JAVA_SERVER}`, (port) => [
    'java',
    '-cp',
    classes,
    join(folder, 'StandIn.java'),
    `${port}`,
  ]);
};
