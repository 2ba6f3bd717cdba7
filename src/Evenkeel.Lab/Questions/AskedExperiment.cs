using Evenkeel.Calibration;
using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Initialization;
using Evenkeel.MeanField;
using Evenkeel.Networks;

namespace Evenkeel.Lab.Questions;

/// <summary>The experiment that a query describes, made to fit its data.</summary>
internal sealed class AskedExperiment
{
    private AskedExperiment(LinkReading reading, DataSplit data, Network network, double inputSecondMoment) =>
        (Reading, Data, Network, InputSecondMoment) = (reading, data, network, inputSecondMoment);

    /// <summary>What the query holds.</summary>
    public LinkReading Reading { get; }

    /// <summary>The experiment.</summary>
    public ComparisonSpec Spec => Reading.Spec;

    /// <summary>What it learns from.</summary>
    public DataSplit Data { get; }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>The mean of x² over the first batch.</summary>
    public double InputSecondMoment { get; }

    /// <summary>Reads the keys of an experiment, after a question's own are read.</summary>
    /// <param name="query">The query; receives the problems.</param>
    /// <param name="sources">Data and limits.</param>
    public static AskedExperiment Read(QueryReader query, QuestionSources sources)
    {
        LinkReading asked = ExperimentLink.Read(query.Rest, "", sources.Limits);
        DataSplit data = sources.Data(asked.Spec);
        LinkReading fitted = asked.Fit(data, sources.Limits);
        foreach (string problem in fitted.Problems)
        {
            query.Problem(problem);
        }

        query.TakeExperiment(fitted.Query);
        return new(fitted, data, Network.For(fitted.Spec.Network, data.Train), sources.Inputs.Of(fitted.Spec, data.Train));
    }

    /// <summary>The starts, each with the stack that theory sees, or why it sees none.</summary>
    public IEnumerable<(IStart Start, SignalPath? Path, string? NoPath)> Starts()
    {
        foreach (string scheme in Spec.Schemes)
        {
            IStart start = Calibration.Starts.Parse(scheme);
            (SignalPath? path, string? none) = PathOf(start);
            yield return (start, path, none);
        }
    }

    private (SignalPath? Path, string? NoPath) PathOf(IStart start)
    {
        if (start.Refusal(Network) is { } impossible)
        {
            return (null, impossible);
        }

        if (Network.Spec.Branches > 0)
        {
            return (null, "The network has residual branches, and predictions are for plain stacks.");
        }

        if (start.PathOf(Network) is not { } path)
        {
            return (null, $"{start.Name} looks at the first batch and sets its own scales by what it measures there, so there is nothing to predict before it has run; a probe shows what it makes.");
        }

        return path.NoTheory is { } none ? (null, none)
            : path.Layers.Length < 2 ? (null, "The network has no hidden layer, and hidden layers are what is predicted.")
            : path.Layers.Any(layer => !double.IsFinite(layer.WeightVariance + layer.BiasVariance)) ? (null, "A variance is not finite, so theory cannot follow the signal.")
            : (path, null);
    }
}
