using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Graphs;
using Evenkeel.Networks;

namespace Evenkeel.Lab.Sessions;

/// <summary>Refuses what is more than one visitor may ask for.</summary>
internal static class SpecLimits
{
    /// <summary>Refuses by what the specification says alone, before data is loaded for it.</summary>
    /// <exception cref="FormatException">It is over a limit; the message has the value, the limit and the way out.</exception>
    public static void Check(ComparisonSpec spec, int step, LabLimits limits)
    {
        Refuse(spec.Schemes.Length, limits.Runs, "initializations side by side", "leave some out");
        Refuse(spec.Training.Batch, limits.Batch, "samples a step", "take a smaller batch");
        Refuse(step, limits.Steps, "steps", "jump to an earlier step");
        Refuse(spec.Training.Steps ?? 0, limits.Steps, "steps", "train for fewer");

        // Square layers of as many hidden units as there may be parameters would overflow before they are counted.
        Refuse(spec.Network.Hidden.Sum(width => (long)width), limits.Parameters, "hidden units", "take fewer or narrower layers");
    }

    /// <summary>Refuses by what the data makes of the specification.</summary>
    /// <exception cref="FormatException">It is over a limit; the message has the value, the limit and the way out.</exception>
    public static void Check(ComparisonSpec spec, DataSplit data, LabLimits limits)
    {
        (IDataSet train, int outputs) = (data.Train, Math.Max(data.Train.Classes.Count, data.Train.TargetSize));
        long parameters = 0, before = train.InputShape.Count;
        foreach (int width in spec.Network.Hidden.Add(outputs))
        {
            parameters += (before + 1) * width;
            before = width;
        }

        Refuse(parameters, limits.Parameters, "weights and biases", "take fewer or narrower layers");
        Refuse(spec.Training.Batch == 0 ? train.Count : spec.Training.Batch, limits.Batch, "samples a step", "take a smaller batch");
    }

    /// <summary>The number of weights and biases of a network.</summary>
    public static int Count(Network network) => network.Graph.Parameters.Sum((ParameterInfo parameter) => parameter.Shape.Count);

    private static void Refuse(long value, int limit, string what, string wayOut)
    {
        if (value > limit)
        {
            throw new FormatException(FormattableString.Invariant($"{value} {what} were asked for, but the lab takes at most {limit} from one visitor; {wayOut}, or run it with 'evenkeel compare'."));
        }
    }
}
