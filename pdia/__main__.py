"""``python -m pdia`` is the same as the command ``pdia``."""

from pdia.commands import main

if __name__ == "__main__":
    main()
