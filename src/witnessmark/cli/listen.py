"""``witnessmark listen``: what a recording lets one hear."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from witnessmark.cli.exit_status import DONE, EXIT_STATUS, PARTLY
from witnessmark.cli.outputs import Output, refuse_outputs, write_outputs
from witnessmark.cli.screen import TOOL, console, one_line, progress_bars
from witnessmark.clock import clock_face

if TYPE_CHECKING:
    from witnessmark.formats import SoundTable
    from witnessmark.model import Recording
    from witnessmark.publication.sound_plot.sketch import Trace


def listen(
    footage: Annotated[Path, typer.Argument(help="The recording to listen to.")],
    json: Annotated[bool, typer.Option("--json", help="Print JSON lines.")] = False,
    plot: Annotated[Path | None, typer.Option(help="Draw it: FILE.png or FILE.svg.")] = None,
    csv: Annotated[Path | None, typer.Option(help="Write the table: FILE.csv.")] = None,
    labels: Annotated[
        Path | None, typer.Option(help="Write a label track for Audacity: FILE.txt.")
    ] = None,
    tagger: Annotated[
        Path | None,
        typer.Option(help="A tagger's file: name kinds of sound too.", envvar="WITNESSMARK_TAGGER"),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace files that are there already.")
    ] = False,
) -> int:
    """List the shots, groups of gunfire, explosions and gaps heard in a recording.

    Example: witnessmark listen clip.mp4 --csv clip.csv --plot clip.png --labels clip.txt
    """
    from witnessmark.cli.sound_screen import print_sounds
    from witnessmark.formats import json_lines, sound_table
    from witnessmark.formats.sound_coverage import hearing
    from witnessmark.incident import listen as hear
    from witnessmark.publication.sound_plot.sketch import Trace

    outputs = _asked(plot, csv, labels)
    refuse_outputs(outputs, footage=footage, force=force)
    with progress_bars() as tell:
        trace = None if plot is None else Trace()
        heard = hear(
            footage,
            lambda done, total: tell("listening", done, total),
            tagger=tagger,
            onlooker=None if trace is None else trace.add,
        )
        told = hearing(heard.recording, heard.observations)
        table = sound_table(heard.observations, told.undecoded.stretches, told.bridged)
        write_outputs({one.path: _content(one, heard.recording, table, trace) for one in outputs})
    out, notes = console(), console(error=True)
    if json:
        for line in json_lines(heard.observations):
            typer.echo(line.decode(), nl=False)
    else:
        print_sounds(out, table)
    for one in outputs:
        said = f"{one.option.removeprefix('--'):<6}  {one_line(str(one.path))}"
        (notes if json else out).print(said, soft_wrap=True)
    if json:
        for tagged in (one for one in table.tagged if one.against):
            at = clock_face(tagged.observation.start.seconds, places=3)
            notes.print(one_line(f"At {at} {tagged.words}."), soft_wrap=True)
    for gap in heard.gaps:
        notes.print(one_line(gap), soft_wrap=True)
    return PARTLY if heard.gaps else DONE


def _asked(plot: Path | None, csv: Path | None, labels: Path | None) -> tuple[Output, ...]:
    options = (
        ("--plot", plot, (".png", ".svg")),
        ("--csv", csv, (".csv",)),
        ("--labels", labels, (".txt",)),
    )
    return tuple(Output(name, path, ends) for name, path, ends in options if path is not None)


def _content(output: Output, recording: Recording, table: SoundTable, trace: Trace | None) -> bytes:
    """Return what goes into *output*; a drawing is of what *trace* took in while it was heard."""
    from witnessmark.formats import write_audacity_labels, write_sound_csv

    match output.option:
        case "--plot" if trace is not None:
            from witnessmark.publication.sound_plot.figure import draw_sound

            form: Literal["png", "svg"] = "svg" if output.suffix == "svg" else "png"
            return draw_sound(trace, recording, table, form=form, tool=TOOL)
        case "--csv":
            return write_sound_csv(table, recording)
        case _:
            return write_audacity_labels(table)


def add_to(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command(epilog=EXIT_STATUS)(listen)
