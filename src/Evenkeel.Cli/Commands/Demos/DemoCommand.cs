using System.CommandLine;
using Evenkeel.Cli.Host;

namespace Evenkeel.Cli.Commands.Demos;

/// <summary>The article's own demonstrations, with its numbers.</summary>
internal sealed class DemoCommand : Command
{
    public DemoCommand(Shell shell)
        : base("demo", "The article's demonstrations, each one run and measured.\n\nExample:\n  evenkeel demo chain --factor 1.5 --layers 10")
    {
        Subcommands.Add(new SymmetryCommand(shell));
        Subcommands.Add(new ChainCommand(shell));
        Subcommands.Add(new NineCommand(shell));
        Subcommands.Add(new PlaygroundCommand(shell));
        Subcommands.Add(new LayersCommand(shell));
        Subcommands.Add(new ReluCommand(shell));
        Subcommands.Add(new DerivationCommand(shell));
        Subcommands.Add(new Glorot2010Command(shell));
    }
}
