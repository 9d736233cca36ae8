"""Before the tests: the one thing that no wheel carries, a Chromium, from Debian's packages."""

import os
import shutil
import subprocess
import sys

INSTALL = "apt-get update && apt-get install -y --no-install-recommends chromium fonts-liberation"


def main() -> None:
    if shutil.which("chromium") or os.environ.get("CHROMIUM"):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium from Debian's packages ...", flush=True)
        if subprocess.run(INSTALL, shell=True, stdout=subprocess.DEVNULL, check=False).returncode == 0:
            return
    sys.exit(f"The browser tests need Chromium. As root: {INSTALL}\nOr set CHROMIUM to the path of one.")


if __name__ == "__main__":
    main()
