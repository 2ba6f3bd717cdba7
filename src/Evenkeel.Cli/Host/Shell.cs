using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Evenkeel.Cli.Rendering;
using Spectre.Console;

namespace Evenkeel.Cli.Host;

/// <summary>Everything outside of the program that a command may touch.</summary>
internal sealed class Shell
{
    /// <summary>Columns that a pipe is given: wide enough that neither a table nor a sentence wraps.</summary>
    private const int PipeWidth = 4000;

    /// <summary>Columns where nobody says how many there are.</summary>
    private const int UnknownWidth = 80;

    /// <summary>Where results go.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Where progress and messages go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Where rows to classify may come from.</summary>
    public required Stream In { get; init; }

    /// <summary>Whether a person sees <see cref="Out"/> on a terminal.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>Whether a person sees <see cref="Error"/> on a terminal.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>The columns of the terminal.</summary>
    public int Width { get; init; } = 100;

    /// <summary>The bytes of memory that there are.</summary>
    public long Memory { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>The environment's variables.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Cancelled when the person asks to stop; a command that never looks at it is ended at once.</summary>
    public CancellationToken Stop
    {
        get
        {
            looksAtStop = true;
            return stopped;
        }

        init => stopped = value;
    }

    private readonly CancellationToken stopped;

    private bool looksAtStop;

    /// <summary>Held, because registrations that nobody holds are collected, and end.</summary>
    private IDisposable[] Stopping { get; init; } = [];

    /// <summary>The shell that this process runs in: the console's streams, and Ctrl-C.</summary>
    public static Shell OfThisProcess()
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        CancellationTokenSource stop = new();
        Shell? shell = null;
        void OnSignal(PosixSignalContext signal)
        {
            // The first request lets a command that listens print what it has; the second is not withheld.
            signal.Cancel = shell is { looksAtStop: true } && !stop.IsCancellationRequested;
            stop.Cancel();
        }

        // What stops a job asks as a person does. Console.CancelKeyPress would hear the keys too, but reads the terminal's description first.
        IDisposable[] stopping =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGQUIT, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
        ];
        bool outIsTerminal = !Console.IsOutputRedirected;
        bool errorIsTerminal = !Console.IsErrorRedirected;
        return shell = new()
        {
            Out = Console.Out,
            Error = Console.Error,
            In = Console.OpenStandardInput(),
            OutIsTerminal = outIsTerminal,
            ErrorIsTerminal = errorIsTerminal,
            Width = outIsTerminal || errorIsTerminal ? Math.Clamp(TerminalWidth(), 40, 400) : UnknownWidth,
            Variable = Environment.GetEnvironmentVariable,
            Stop = stop.Token,
            Stopping = stopping,
        };
    }

    private static int TerminalWidth()
    {
        try
        {
            // A terminal that does not know says 0.
            return Console.BufferWidth is > 0 and int columns ? columns : UnknownWidth;
        }
        catch (IOException)
        {
            return UnknownWidth;
        }
    }

    /// <summary>Prints one JSON document as the result.</summary>
    /// <param name="write">Writes the fields of the document.</param>
    public void WriteJson(Action<Utf8JsonWriter> write)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter document = new(stream, new() { Indented = true }))
        {
            document.WriteStartObject();
            write(document);
            document.WriteEndObject();
        }

        Out.WriteLine(Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
    }

    /// <summary>A console for results.</summary>
    public IAnsiConsole Results() => ConsoleFor(Out, OutIsTerminal);

    /// <summary>A console for progress.</summary>
    public IAnsiConsole Messages() => ConsoleFor(Error, ErrorIsTerminal);

    /// <summary>Writes a line of prose to <see cref="Out"/>: broken between words where a terminal ends, whole in a pipe.</summary>
    /// <param name="prose">The sentences.</param>
    /// <param name="hang">Characters that all but the first of its lines are indented by.</param>
    public void Say(string prose, int hang = 0)
    {
        foreach (string line in OutIsTerminal ? Prose.Lines(prose, Width, hang) : [prose])
        {
            Out.WriteLine(line);
        }
    }

    private IAnsiConsole ConsoleFor(TextWriter writer, bool terminal)
    {
        bool colour = terminal && string.IsNullOrEmpty(Variable("NO_COLOR"));
        IAnsiConsole console = AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(terminal ? writer : new TrimmedWriter(writer)),
            Ansi = terminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = terminal ? InteractionSupport.Yes : InteractionSupport.No,
            // Everything is said above; a build server that is recognised would be given colours in a pipe.
            Enrichment = new() { UseDefaultEnrichers = false },
            EnvironmentVariables = [],
        });
        console.Profile.Width = terminal ? Width : PipeWidth;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
