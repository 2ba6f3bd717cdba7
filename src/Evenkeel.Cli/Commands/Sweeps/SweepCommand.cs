using System.CommandLine;
using Evenkeel.Cli.Host;

namespace Evenkeel.Cli.Commands.Sweeps;

/// <summary>Studies: grids of experiments that many processes share and that go on after any stop.</summary>
internal sealed class SweepCommand : Command
{
    public SweepCommand(Shell shell)
        : base("sweep", "Run a study, a grid of experiments: in parallel, on any number of machines that share a folder, and on from where it was stopped.\n\nExample:\n  evenkeel sweep run study.json --out results")
    {
        Subcommands.Add(new RunCommand(shell));
        Subcommands.Add(new StatusCommand(shell));
        Subcommands.Add(new ExportCommand(shell));
        Subcommands.Add(new ReportCommand(shell));
        Subcommands.Add(new SubmitCommand(shell));
    }
}
