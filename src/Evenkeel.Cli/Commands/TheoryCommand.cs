using System.CommandLine;
using Evenkeel.Cli.Host;
using Evenkeel.Cli.Options;
using Evenkeel.Cli.Rendering;
using Evenkeel.Experiments;

namespace Evenkeel.Cli.Commands;

/// <summary>What mean field predicts of an activation, before anything is drawn or trained.</summary>
internal sealed class TheoryCommand : Command
{
    private readonly Shell shell;
    private readonly TheoryOptionSet options = new();
    private readonly PhasePage phase = new();
    private readonly Option<bool> json = Choice.Json();

    public TheoryCommand(Shell shell)
        : base("theory", "What mean field predicts for an activation: its gains, fixed points and depth scales, the edge of chaos, and how signal and gradient grow over depth.\n\nExample:\n  evenkeel theory tanh --sigma-w2 1.5 --sigma-b2 0.05 --depth 20 --width 300")
    {
        this.shell = shell;
        options.AddTo(this);
        phase.AddTo(this);
        Options.Add(json);
        SetAction(Run);
    }

    private void Run(ParseResult line)
    {
        TheoryReading reading = new(options.Read(line));
        phase.Check(line);
        if (line.GetValue(json))
        {
            shell.WriteJson(document => TheoryJson.Write(document, reading));
        }
        else
        {
            new TheoryScreen(shell, reading).Write();
        }

        phase.Write(line, shell, reading);
    }
}
