"""Before the tests: what no wheel carries, from Debian's packages. `python -m tests.prepare [java]`.

A Chromium for the tests; for the drill of linkage on Spark, a Java too.
"""

import os
import shutil
import subprocess
import sys

WANTED = {
    "chromium": ("chromium fonts-liberation", "The browser tests need Chromium", "CHROMIUM"),
    "java": ("default-jre-headless", "Apache Spark needs Java 17 or newer", "JAVA_HOME"),
}


def main() -> None:
    for program in sys.argv[1:] or ["chromium"]:
        prepare(program)


def prepare(program: str) -> None:
    packages, why, variable = WANTED[program]
    if shutil.which(program) or os.environ.get(variable):
        return
    install = f"apt-get update && apt-get install -y --no-install-recommends {packages}"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {packages} from Debian's packages ...", flush=True)
        if subprocess.run(install, shell=True, stdout=subprocess.DEVNULL, check=False).returncode == 0:
            return
    sys.exit(f"{why}. As root: {install}\nOr set {variable} to the path of one.")


if __name__ == "__main__":
    main()
