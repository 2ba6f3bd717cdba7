using System.CommandLine;
using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Cli.Options;
using Evenkeel.Cli.Rendering;
using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Interchange;
using Spectre.Console;

namespace Evenkeel.Cli.Commands;

/// <summary>Data sets: which there are, getting them, looking at them.</summary>
internal sealed class DataCommand : Command
{
    public DataCommand(Shell shell)
        : base("data", "Data sets: list them, fetch them, look at them.\n\nExample:\n  evenkeel data list")
    {
        Subcommands.Add(new ListCommand(shell));
        Subcommands.Add(new ShowCommand(shell));
        Subcommands.Add(new FetchCommand(shell));
    }

    private sealed class ListCommand : Command
    {
        private readonly Option<bool> json = Choice.Json();
        private readonly Option<string?> directory = Choice.Text("--data-dir", "DIR", "Where downloaded sets are looked for first; then $EVENKEEL_DATA and the user's cache.");
        private readonly Shell shell;

        public ListCommand(Shell shell)
            : base("list", "Which data sets there are.\n\nExample:\n  evenkeel data list")
        {
            this.shell = shell;
            Options.Add(directory);
            Options.Add(json);
            SetAction(Run);
        }

        private void Run(ParseResult line)
        {
            IReadOnlyList<string> folders = DataFolders.Of(shell, line.GetValue(directory));
            if (line.GetValue(json))
            {
                WriteJson(folders);
                return;
            }

            Table table = new() { Border = TableBorder.Simple };
            table.AddColumns("name", "inputs", "classes", "what it is", "state");
            foreach (DataSetInfo set in DataCatalog.All)
            {
                table.AddRow(set.Name, set.InputShape, set.Classes == 0 ? "–" : set.Classes.ToString(CultureInfo.InvariantCulture), Markup.Escape(set.Description), State(set, folders));
            }

            shell.Results().Write(table);
            shell.Say("A .csv, an .npz with x and y, and an IDX pair are read by their path.");
        }

        private static string State(DataSetInfo set, IReadOnlyList<string> folders)
        {
            if (set.Files.Count == 0)
            {
                return "generated";
            }

            int found = DataCatalog.CountPresent(set, folders);
            return found == set.Files.Count ? "there" : found > 0 ? $"{found} of {set.Files.Count} files there" : $"evenkeel data fetch {set.Name}";
        }

        private void WriteJson(IReadOnlyList<string> folders)
        {
            shell.WriteJson(document =>
            {
                document.WriteStartArray("dataSets");
                foreach (DataSetInfo set in DataCatalog.All)
                {
                    document.WriteStartObject();
                    document.WriteString("name", set.Name);
                    document.WriteString("inputShape", set.InputShape);
                    document.WriteNumber("classes", set.Classes);
                    document.WriteString("description", set.Description);
                    document.WriteBoolean("generated", set.Files.Count == 0);
                    document.WriteBoolean("present", DataCatalog.CountPresent(set, folders) == set.Files.Count);
                    document.WriteString("source", set.Source);
                    document.WriteEndObject();
                }

                document.WriteEndArray();
            });
        }
    }

    private sealed class ShowCommand : Command
    {
        private readonly Argument<string> name = new("DATA") { Description = "A name of 'data list', or a path." };
        private readonly DataOptionSet data = new();
        private readonly Shell shell;

        public ShowCommand(Shell shell)
            : base("show", "Look at a data set: its sizes, its classes, its first samples.\n\nExample:\n  evenkeel data show digits --train 100 --test 100")
        {
            this.shell = shell;
            Arguments.Add(name);
            data.AddTo(this);
            Options.Remove(data.Name);
            SetAction(Run);
        }

        private void Run(ParseResult line)
        {
            DataSpec spec = data.Read(line, new DataSpec { Name = line.GetValue(name)! });
            DataSplit split = data.Load(line, shell, spec, line.GetValue(data.Seed) ?? 0);
            DataPicture.Write(shell.Out, split);
        }
    }

    private sealed class FetchCommand : Command
    {
        private readonly Argument<string> name = new("NAME") { Description = "mnist, fashion-mnist or cifar10." };
        private readonly Option<string?> directory = Choice.Text("--data-dir", "DIR", "Where to put it; by default $EVENKEEL_DATA or the user's cache.");
        private readonly Shell shell;

        public FetchCommand(Shell shell)
            : base("fetch", "Download a data set: checked by SHA-256, resumed where it was interrupted.\n\nExample:\n  evenkeel data fetch mnist")
        {
            this.shell = shell;
            Arguments.Add(name);
            Options.Add(directory);
            SetAction(Run);
        }

        private int Run(ParseResult line)
        {
            string folder = line.GetValue(directory) ?? shell.Variable("EVENKEEL_DATA") ?? DataFolders.Cache(shell)
                ?? throw new UsageException("There is no folder for downloads; name one with --data-dir.");
            using HttpClient client = new();
            FetchResult result = new DataFetcher(client)
                .Fetch(line.GetValue(name)!, folder, new FetchMeter(shell), shell.Stop)
                .GetAwaiter().GetResult();
            shell.Out.WriteLine($"{(result.Downloaded == 0 ? "All there already" : $"{result.Downloaded} files fetched and checked")}: {string.Join(", ", result.Files)}");
            shell.Out.WriteLine($"Source: {result.Source}");
            return ExitCode.Done;
        }
    }
}
