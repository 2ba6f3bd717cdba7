using Evenkeel.Cli.Host;

return CommandLine.Run(args, Shell.OfThisProcess());
