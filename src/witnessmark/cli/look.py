"""``witnessmark look``: what a recording lets one see, and what its file says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from witnessmark.cli.exit_status import DONE, EXIT_STATUS, PARTLY
from witnessmark.cli.outputs import Output, refuse_outputs, write_outputs
from witnessmark.cli.screen import TOOL, console, one_line, progress_bars

if TYPE_CHECKING:
    from witnessmark.formats.sight_table import SightTable
    from witnessmark.model import Recording
    from witnessmark.publication.sight_plot.film import Film


def look(
    footage: Annotated[Path, typer.Argument(help="The recording to look at.")],
    json: Annotated[bool, typer.Option("--json", help="Print JSON lines.")] = False,
    plot: Annotated[Path | None, typer.Option(help="Draw it: FILE.png or FILE.svg.")] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Look at keyframes only: fast, and misses much.")
    ] = False,
    colour: Annotated[
        bool,
        typer.Option("--colour", help="Draw pictures in colour, not grey; faces stay covered."),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace files that are there already.")
    ] = False,
) -> int:
    """List the cuts, conditions, flashes and texts seen in a recording, and what its file says.

    Example: witnessmark look clip.mp4 --plot clip.png
    """
    from witnessmark.cli.sight_screen import print_sights
    from witnessmark.formats import json_lines
    from witnessmark.formats.sight_coverage import seeing
    from witnessmark.formats.sight_table import sight_table
    from witnessmark.incident.looking import look as see
    from witnessmark.publication.sight_plot.film import Film

    outputs = () if plot is None else (Output("--plot", plot, (".png", ".svg")),)
    refuse_outputs(outputs, footage=footage, force=force)
    film = None if plot is None else Film()
    with progress_bars() as tell:
        looked = see(
            footage,
            lambda done, total: tell("looking", done, total),
            quick=quick,
            onlooker=None if film is None else film.add,
        )
        unseen = seeing(looked.recording, looked.observations)
        table = sight_table(looked.recording, looked.observations, unseen.undecoded)
        drawn = {
            one.path: _drawing(one, looked.recording, table, film, colour=colour)
            for one in outputs
            if film is not None
        }
        write_outputs(drawn)
    out, notes = console(), console(error=True)
    if json:
        for line in json_lines(looked.observations):
            typer.echo(line.decode(), nl=False)
    else:
        print_sights(out, table)
    for one in outputs:
        said = f"{one.option.removeprefix('--'):<6}  {one_line(str(one.path))}"
        (notes if json else out).print(said, soft_wrap=True)
    for gap in looked.gaps:
        notes.print(one_line(gap), soft_wrap=True)
    return PARTLY if looked.gaps else DONE


def _drawing(
    output: Output, recording: Recording, table: SightTable, film: Film, *, colour: bool
) -> bytes:
    from witnessmark.publication.sight_plot.figure import draw_sights

    form: Literal["png", "svg"] = "svg" if output.suffix == "svg" else "png"
    return draw_sights(film, recording, table, form=form, tool=TOOL, colour=colour)


def add_to(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command(epilog=EXIT_STATUS)(look)
