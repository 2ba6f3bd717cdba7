using Evenkeel.Calibration;
using Evenkeel.Experiments;
using Evenkeel.Functions;
using Evenkeel.Initialization;
using Evenkeel.Interchange;
using Evenkeel.Lab.Protocol;
using Evenkeel.Randomness;
using Evenkeel.Training;

namespace Evenkeel.Lab.Sessions;

/// <summary>Says what the server can do.</summary>
internal sealed class Greeting(LabOptions options)
{
    public Hello Hello() => new(
        options.Version,
        options.Limits,
        [.. DataCatalog.All.Select(Choice)],
        [.. Initializers.All.Select(entry => new SchemeChoice(entry.Example, FormulaOf(entry.Example), entry.Purpose)), .. Starts.All.Select(entry => new SchemeChoice(entry.Name, FormulaOf(entry.Name), entry.Purpose))],
        [.. Activations.All.Select(function => new ActivationChoice(function.Name, function.Formula))],
        Optimizers.All,
        ExperimentText.Losses,
        [.. Generators.Names]);

    private DataChoice Choice(DataSetInfo set)
    {
        bool isFound = set.Files.Count == 0 || DataCatalog.CountPresent(set, options.DataDirectories) == set.Files.Count;
        return new(set.Name, set.Description, KindOf(set.InputShape), isFound, !isFound && options.FetchDirectory is not null);
    }

    /// <summary>As <see cref="DataText.KindOf"/> says it of loaded data.</summary>
    private static string KindOf(string inputShape) => inputShape.Contains('×', StringComparison.Ordinal) ? "images" : inputShape == "2" ? "plane" : "table";

    private static string FormulaOf(string scheme) => Starts.Parse(scheme).Formula;
}
