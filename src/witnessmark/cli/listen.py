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
    from collections.abc import Callable

    from witnessmark.formats import SoundTable
    from witnessmark.model import Recording


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
    from witnessmark.formats.sound_coverage import undecoded_stretches
    from witnessmark.incident import listen as hear

    outputs = _asked(plot, csv, labels)
    refuse_outputs(outputs, footage=footage, force=force)
    with progress_bars() as tell:
        heard = hear(footage, lambda done, total: tell("listening", done, total), tagger=tagger)
        table = sound_table(heard.observations, undecoded_stretches(heard.recording))
        write_outputs(
            {
                one.path: _content(
                    one,
                    footage,
                    heard.recording,
                    table,
                    lambda done, total: tell("drawing", done, total),
                )
                for one in outputs
            }
        )
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


def _content(
    output: Output,
    footage: Path,
    recording: Recording,
    table: SoundTable,
    progress: Callable[[float, float], None],
) -> bytes:
    """Return what goes into *output*; a drawing takes a second pass over the sound."""
    from witnessmark.formats import write_audacity_labels, write_sound_csv
    from witnessmark.media import open_footage
    from witnessmark.publication.sound_plot import draw_sound

    match output.option:
        case "--csv":
            return write_sound_csv(table, recording)
        case "--labels":
            return write_audacity_labels(table)
        case _:
            form: Literal["png", "svg"] = "svg" if output.suffix == "svg" else "png"
            with open_footage(footage).read_sound() as blocks:
                return draw_sound(blocks, recording, table, form=form, tool=TOOL, progress=progress)


def add_to(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command(epilog=EXIT_STATUS)(listen)
