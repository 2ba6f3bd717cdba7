using System.Text.Json;
using Evenkeel.Calibration;
using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Lab.Protocol;
using Evenkeel.Lab.Questions;
using Evenkeel.Networks;
using Evenkeel.Numerics;

namespace Evenkeel.Lab.Sessions;

/// <summary>Makes sessions out of addresses.</summary>
/// <param name="options">Limits and data.</param>
/// <param name="shelf">Where data is shared.</param>
internal sealed class SessionOpening(LabOptions options, DataShelf shelf)
{
    /// <summary>More samples would not make an accuracy that is shown as a number of three digits much surer.</summary>
    private const int MostJudges = 1000;

    private readonly InputMoments moments = new();

    /// <summary>Reads an address, and prepares what it describes.</summary>
    /// <param name="request">The address, and how it is looked at.</param>
    /// <param name="number">The session's number on its page.</param>
    /// <param name="hold">Takes the memory that its runs need, before they are made, or refuses it.</param>
    /// <param name="cancellation">Nobody waits for it any more; it is looked at before each run is begun.</param>
    /// <returns>What the session is made of, and what the page is told of it.</returns>
    /// <exception cref="Refusal">It is over a limit, or it cannot be trained.</exception>
    public (SessionSetup Setup, Opened Opened) Prepare(OpenRequest request, int number, Action<SessionMemory>? hold = null, CancellationToken cancellation = default)
    {
        LabLimits limits = options.Limits;
        Part parts = Parts.Read(request.Parts);
        double? pace = Pace(request.Pace);
        LinkLimits bounds = limits.OfLinks(shelf.Refusal);
        LinkReading link = ExperimentLink.Read(request.Query ?? "", request.Defaults ?? "", bounds);
        DataSplit data = Refusal.Where(() => shelf.Load(link.Spec.Data, link.Spec.Seed));
        link = Refusal.Where(() => link.Fit(data, bounds));
        ComparisonSpec spec = link.Spec;
        hold?.Invoke(Refusal.Where(() => SessionMemory.Of(spec, data)));
        IDataSet? judges = data.Train.Classes.Count == 0 ? null : data.Test.Count <= MostJudges ? data.Test : new SliceDataSet(data.Test, 0, MostJudges);
        SessionRun[] runs = [.. spec.Schemes.Select(scheme => Refusal.Where(() => Begin(spec, data, Starts.Parse(scheme), judges, cancellation)))];
        Network network = runs[0].Training.Network;
        return (
            new() { Runs = runs, Data = data, LearningRate = spec.Training.LearningRate, Rates = link.Rates, Step = link.Step, MostSteps = limits.Steps, Parts = parts, Pace = pace },
            new()
            {
                Session = number,
                Query = link.Query,
                Problems = link.Problems,
                Spec = JsonSerializer.Deserialize<JsonElement>(ExperimentJson.Write(spec)),
                Command = CommandText.Of("compare", spec).Line,
                Network = network.ToString(),
                Parameters = network.Graph.Parameters.Sum(parameter => parameter.Shape.Count),
                Layers = [.. network.Layers.Select((layer, i) => new OpenedLayer(layer.Number, i == 0 ? network.InputShape.Count : network.Layers[i - 1].Width, layer.Width))],
                Activation = network.Function.Name,
                Data = DataText.Describe(data),
                Runs = [.. runs.Select(run => RunText.Describe(run, moments.Of(spec, data.Train)))],
                Chance = Level(Chance.Of(network, data.Test)),
            });
    }

    /// <summary>Reads steps a second.</summary>
    /// <exception cref="FormatException">They are no pace.</exception>
    public static double? Pace(double? pace) => pace is null or (>= 0.01 and <= 1e6) ? pace
        : throw new FormatException(FormattableString.Invariant($"The pace is {pace} steps a second but must be 0.01 to 1000000, or null for as fast as it goes."));

    private static SessionRun Begin(ComparisonSpec spec, DataSplit data, IStart start, IDataSet? judges, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return new(new(spec, data, start, spec.Seed, Workers.One), start.Formula, judges);
    }

    private static ChanceLevel? Level(Chance chance) => chance.Accuracy is null ? null : new(chance.Loss, chance.Accuracy);
}
