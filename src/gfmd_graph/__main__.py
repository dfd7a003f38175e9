"""`python -m gfmd_graph`: the same as the command `gfmd-graph`."""

from gfmd_graph.cli.main import main

if __name__ == "__main__":
    main()
