using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Calibration;
using Evenkeel.Data;
using Evenkeel.Networks;
using Evenkeel.Training;

namespace Evenkeel.Experiments;

/// <summary>Makes an experiment fit its data.</summary>
internal sealed class LinkFitting(LinkReading reading, IDataSet data, LinkLimits limits)
{
    private readonly LinkReader reader = new(limits);

    public LinkReading Fit()
    {
        ComparisonSpec spec = reading.Spec with { Network = FitSize(FitKind(reading.Spec.Network)) };
        spec = spec with { Schemes = FitSchemes(spec), Training = FitLength(FitBatch(spec)) };
        return reader.IsContent && spec == reading.Spec
            ? reading
            : ExperimentLink.Reading(new(spec, reading.Step, reading.Rates), reading.Base, reading.Problems.Concat(reader.Problems));
    }

    private int Natural => data.Classes.Count switch { 0 => data.TargetSize, 2 => 1, var classes => classes };

    private NetworkSpec FitKind(NetworkSpec network)
    {
        int classes = data.Classes.Count;
        if (classes == 0 && network.Loss != LossKind.MeanSquaredError)
        {
            reader.Say($"The target of {data.Name} is a number, and loss {ExperimentText.Loss(network.Loss)} needs classes; mse is taken.");
            network = network with { Loss = LossKind.MeanSquaredError };
        }

        if (network.Outputs != 0 && network.Outputs != Natural && network.Outputs != classes)
        {
            reader.Say($"outputs is {network.Outputs}, but {data.Name} needs {Natural}, which is taken.");
            network = network with { Outputs = 0 };
        }

        return network;
    }

    /// <summary>Halves the widths until the network is small enough, and drops layers where they cannot be narrower.</summary>
    private NetworkSpec FitSize(NetworkSpec network)
    {
        long size = Parameters(network, network.Hidden);
        ImmutableArray<int> fitting = network.Hidden;
        while (Parameters(network, fitting) > limits.Parameters && !fitting.IsEmpty)
        {
            fitting = fitting.All(width => width == 1) ? fitting[..Fewer(network, fitting.Length)] : [.. fitting.Select(width => Math.Max(1, width / 2))];
        }

        if (size > limits.Parameters)
        {
            reader.Say(string.Create(CultureInfo.InvariantCulture, $"The network has {size:#,0} weights and biases; at most {limits.Parameters:#,0} are trained here, and hidden {ExperimentText.Widths(fitting)} is taken."));
        }

        NetworkSpec fit = network with { Hidden = fitting };
        return fit.BranchRefusal is null ? fit : fit with { Branch = 0 };
    }

    /// <summary>Half the layers, or half the residual branches and the layer before them.</summary>
    private static int Fewer(NetworkSpec network, int layers) => network.Branch > 0 && layers > network.Branch + 1 ? 1 + network.Branch * ((layers - 1) / network.Branch / 2) : layers / 2;

    private long Parameters(NetworkSpec network, ImmutableArray<int> hidden)
    {
        (long sum, long width) = (0, data.InputShape.Count);
        foreach (int next in hidden.Add(network.Outputs == 0 ? Natural : network.Outputs))
        {
            sum += (width + 1) * next;
            width = next;
        }

        return sum;
    }

    private ImmutableArray<string> FitSchemes(ComparisonSpec spec)
    {
        if (data.Classes.Count == 1)
        {
            reader.Say("The data has one class only; there is nothing to tell apart.");
            return spec.Schemes;
        }

        Network network = Network.For(spec.Network, data);
        ImmutableArray<string> fitting = [.. spec.Schemes.Where(scheme => Serves(scheme, network))];
        if (!fitting.IsEmpty)
        {
            return fitting;
        }

        // What the data's own defaults name serves any stack of layers.
        reader.Say("No initializer is left that serves this network; xavier is taken.");
        return ["xavier"];
    }

    private bool Serves(string scheme, Network network)
    {
        if (Starts.Parse(scheme).Refusal(network) is not { } refusal)
        {
            return true;
        }

        reader.Say($"{refusal} '{scheme}' is left out.");
        return false;
    }

    private TrainingSpec FitBatch(ComparisonSpec spec)
    {
        TrainingSpec training = spec.Training;
        int rows = training.Batch == 0 ? data.Count : training.Batch;
        int most = Math.Min(limits.Batch, data.Count);
        long units = Units(spec.Network);
        int room = (int)Math.Clamp(limits.Values / units, 1, most);
        if (rows <= room)
        {
            return training;
        }

        reader.Say(room < most ? string.Create(CultureInfo.InvariantCulture, $"A step on {rows} samples of a network with {units:#,0} inputs and units holds {rows * units:#,0} values of each kind, more than the {limits.Values:#,0} that are taken here; batch {room} is taken.")
            : most == data.Count ? $"batch is {rows}, but {data.Name} has {data.Count} samples to learn from; full is taken."
            : $"A step on {rows} samples is more than the {most} that are taken here at once; batch {most} is taken.");
        return training with { Batch = room == data.Count ? 0 : room };
    }

    private long Units(NetworkSpec network) =>
        data.InputShape.Count + network.Hidden.Sum(width => (long)width) + (network.Outputs == 0 ? Natural : network.Outputs);

    private TrainingSpec FitLength(TrainingSpec training)
    {
        int batch = training.Batch == 0 ? data.Count : training.Batch;
        int epoch = (data.Count + batch - 1) / batch;
        long steps = training.Steps ?? (long)epoch * training.Epochs;
        if (steps <= limits.Steps && (long)epoch * training.Epochs <= int.MaxValue)
        {
            return training;
        }

        if (training.Steps is not null && steps <= limits.Steps)
        {
            // Epochs count for nothing beside steps, but have to be possible.
            return training with { Epochs = int.MaxValue / epoch };
        }

        int epochs = limits.Steps / epoch;
        reader.Say(string.Create(CultureInfo.InvariantCulture, $"The training has {steps:#,0} steps; at most {limits.Steps:#,0} are taken here, and so many are."));
        return training with { Epochs = Math.Min(training.Epochs, Math.Max(epochs, 1)), Steps = training.Steps is null && epochs > 0 ? null : limits.Steps };
    }
}
