using System.CommandLine;
using Evenkeel.Cli.Host;
using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Interchange;
using Evenkeel.Numerics;

namespace Evenkeel.Cli.Options;

/// <summary>The options that say which data, and how it is had.</summary>
internal sealed class DataOptionSet
{
    private readonly Option<string?> directory = Choice.Text("--data-dir", "DIR", "Where downloaded sets are looked for first; then $EVENKEEL_DATA and the user's cache.");
    private readonly Option<string?> label = Choice.Text("--label", "COLUMN", "Label column of a CSV file, by name or number; the last by default.");
    private readonly Option<bool> regression = Choice.Switch("--regression", "The label is a number to predict, not a class.");
    private readonly Option<bool> standardize = Choice.Switch("--standardize", "Bring numeric CSV columns to mean 0 and standard deviation 1.");
    private readonly Option<int?> train = Choice.Whole("--train", "Samples to learn from.", 1);
    private readonly Option<int?> test = Choice.Whole("--test", "Samples to judge by.", 1);
    private readonly Option<double?> fraction = Choice.Number("--test-fraction", "Share of a table's rows that judge.", "a number from 0 to below 1");

    /// <summary>The data's name.</summary>
    public Option<string?> Name { get; } = Choice.Text("--data", "DATA", "circle, moon, square, gauss, spiral, xor, digits, shapeset, blobs, linear-modes, image, mnist, fashion-mnist, cifar10, or a .csv, .npz or IDX file.", [.. DataCatalog.All.Select(set => set.Name)]);

    /// <summary>Decides everything random.</summary>
    public Option<long?> Seed { get; } = Choice.Seed("Decides everything random; 0 by default.");

    public void AddTo(Command command)
    {
        Option[] all = [Name, directory, label, regression, standardize, train, test, fraction, Seed];
        foreach (Option option in all)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Whether the line asks to predict numbers.</summary>
    public bool AsksRegression(ParseResult line) => line.GetValue(regression);

    /// <summary>Changes a specification by what the line says.</summary>
    /// <exception cref="UsageException">An option about tables meets data that is none.</exception>
    public DataSpec Read(ParseResult line, DataSpec start)
    {
        DataSpec spec = Change(line, start);
        Option? forTables = new Option[] { label, regression, standardize, fraction }.FirstOrDefault(option => line.GetResult(option) is { Implicit: false });
        return forTables is not null && DataCatalog.All.Any(set => set.Name == spec.Name)
            ? throw new UsageException($"{forTables.Name} is about tables, a .csv or an .npz, but the data is '{spec.Name}'; name a table with --data or leave {forTables.Name} out.")
            : spec;
    }

    private DataSpec Change(ParseResult line, DataSpec start) => start with
    {
        Name = line.GetValue(Name) ?? start.Name,
        Label = line.GetValue(label) ?? start.Label,
        Regression = line.GetValue(regression) || start.Regression,
        Standardize = line.GetValue(standardize) || start.Standardize,
        Train = line.GetValue(train) ?? start.Train,
        Test = line.GetValue(test) ?? start.Test,
        TestFraction = line.GetValue(fraction) ?? start.TestFraction,
    };

    /// <summary>Gets the data of a specification.</summary>
    public DataSplit Load(ParseResult line, Shell shell, DataSpec spec, Seed seed) => DataSource.Load(spec.Name, Options(line, shell, spec, seed));

    /// <summary>How the data of a specification is had.</summary>
    public DataOptions Options(ParseResult line, Shell shell, DataSpec spec, Seed seed) => new()
    {
        Seed = seed,
        Directories = DataFolders.Of(shell, line.GetValue(directory)),
        Label = spec.Label,
        Regression = spec.Regression,
        Standardise = spec.Standardize,
        TrainCount = spec.Train,
        TestCount = spec.Test,
        TestFraction = spec.TestFraction,
    };
}
