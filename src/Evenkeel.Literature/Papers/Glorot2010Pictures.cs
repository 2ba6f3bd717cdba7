using System.Collections.Immutable;
using Evenkeel.Data;
using Evenkeel.Experiments.Studies;
using Evenkeel.Functions;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.MeanField;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature.Papers;

/// <summary>Figures 6 to 8 of Glorot and Bengio, and the same by layer beside theory.</summary>
internal static class Glorot2010Pictures
{
    private const int Bins = 81;

    public static ImmutableArray<Picture> Of(Evidence evidence, Func<Evidence, Glorot2010Reference, Run[]> runsOf)
    {
        (Glorot2010Reference standard, Glorot2010Reference normalized) = (Glorot2010Reference.Rows[0], Glorot2010Reference.Rows[1]);
        (Run[] plain, Run[] level) = (runsOf(evidence, standard), runsOf(evidence, normalized));
        LayerValues plainValues = LayerValues.Of(plain[0].Spec, evidence.Workers), levelValues = LayerValues.Of(level[0].Spec, evidence.Workers);
        return
        [
            Activations("activations-standard", "Fig. 6, top: activations of tanh, standard start", "The peak at 0 grows with every layer.", plain),
            Activations("activations-normalized", "Fig. 6, bottom: activations of tanh, normalized start", "The five layers are nearly alike.", level),
            Densities("gradients-standard", "Fig. 7, top: back-propagated gradients, standard start", "The peak at 0 grows with every layer back: gradients vanish toward the input.", "∂C/∂z", plainValues.BackPropagated),
            Densities("gradients-normalized", "Fig. 7, bottom: back-propagated gradients, normalized start", "The five layers are nearly alike.", "∂C/∂z", levelValues.BackPropagated),
            Densities("weight-gradients-standard", "Fig. 8, top: weight gradients, standard start", "The five layers are alike, though back-propagated gradients differ tenfold.", "∂C/∂W", plainValues.WeightGradients),
            Densities("weight-gradients-normalized", "Fig. 8, bottom: weight gradients, normalized start", "The five layers are alike.", "∂C/∂W", levelValues.WeightGradients),
            ByLayer("activations-by-layer", "Activations by layer, and mean-field theory", "Theory starts from what is measured in layer 1.", "standard deviation", plain, level, layer => layer.ActivationStd, Forward),
            ByLayer("gradients-by-layer", "Back-propagated gradients by layer, and mean-field theory", "Theory starts from what is measured in layer 5.", "standard deviation of ∂C/∂z", plain, level, layer => Math.Sqrt(layer.PreActivationGradientQ), Backward),
            ByLayer("weight-gradients-by-layer", "Weight gradients by layer", "Level with either start.", "standard deviation of ∂C/∂W", plain, level, layer => layer.WeightGradientStd, null),
        ];
    }

    private static LinePicture Activations(string name, string title, string summary, Run[] runs) => Lines(
        name, title, summary, "activation", [.. Enumerable.Range(0, Depth(runs)).Select(layer => Density($"layer {layer + 1}", [.. runs.Select(run => run.Result.Readings[0].Layers[layer].Activations!)]))]);

    private static LinePicture Densities(string name, string title, string summary, string label, ImmutableArray<Histogram> layers) =>
        Lines(name, title, summary, label, [.. layers.Select((layer, i) => Density($"layer {i + 1}", [new(layer.Axis.Scale, layer.Axis.Low, layer.Axis.High, layer.Counts, layer.Below, layer.Above, layer.Zeros)]))]);

    private static LinePicture Lines(string name, string title, string summary, string label, ImmutableArray<PictureLine> lines) =>
        new() { Name = name, Title = title, Summary = summary, X = new(label), Y = new("density"), Lines = lines };

    /// <summary>The share of values per unit of the axis, in the middle of each bin.</summary>
    private static PictureLine Density(string name, TrialHistogram[] parts)
    {
        TrialHistogram first = parts[0];
        double width = (first.High - first.Low) / first.Counts.Length;
        double all = parts.Sum(part => part.Counts.Sum(count => (double)count) + part.Below + part.Above);
        IEnumerable<int> bins = Enumerable.Range(0, first.Counts.Length);
        return new(name, [.. bins.Select(bin => first.Low + (bin + 0.5) * width)], [.. bins.Select(bin => parts.Sum(part => (double)part.Counts[bin]) / (all * width))]);
    }

    private static LinePicture ByLayer(string name, string title, string summary, string label, Run[] plain, Run[] level, Func<TrialLayer, double> number, Func<Run[], IEnumerable<double>>? theory)
    {
        ImmutableArray<PictureLine>.Builder lines = ImmutableArray.CreateBuilder<PictureLine>();
        foreach ((string start, Run[] runs) in (ReadOnlySpan<(string, Run[])>)[("standard", plain), ("normalized", level)])
        {
            lines.Add(Bands.ByLayer(start, runs, Depth(runs), (run, layer) => number(run.Result.Readings[0].Layers[layer])));
            if (theory is not null) lines.Add(Bands.Theory($"{start}, theory", Texts.Layers(Depth(runs)), theory(runs)));
        }

        return new() { Name = name, Title = title, Summary = summary, X = new("layer"), Y = new(label, IsLog: true), Lines = lines.ToImmutable() };
    }

    private static int Depth(Run[] runs) => runs[0].Spec.Network.Hidden.Length;

    /// <summary>√(E φ²) of each layer, from the second moment that is measured in the first.</summary>
    private static IEnumerable<double> Forward(Run[] runs)
    {
        SignalMap map = Map(runs);
        return Steps(map, runs).Select(step => Math.Sqrt(map.Next(step.Q) / map.SigmaW2));
    }

    /// <summary>The size of ∂C/∂z in each layer, from what is measured in the last.</summary>
    private static IEnumerable<double> Backward(Run[] runs)
    {
        ImmutableArray<SignalStep> steps = Steps(Map(runs), runs);
        double last = Texts.Summary(runs, run => run.Result.Readings[0].Layers[^1].PreActivationGradientQ).Mean;
        return steps.Select(step => Math.Sqrt(last * steps[^1].BackwardGrowth / step.BackwardGrowth));
    }

    private static ImmutableArray<SignalStep> Steps(SignalMap map, Run[] runs) => map.Follow(Texts.Summary(runs, run => run.Result.Readings[0].Layers[0].Q).Mean, Depth(runs));

    /// <summary>The map between layers of one width, n·Var W being 1/3 with the standard start and 1 with the normalized one.</summary>
    private static SignalMap Map(Run[] runs) => new(Functions.Activations.Parse(runs[0].Spec.Network.Activation), runs[0].Spec.Scheme == "uniform" ? 1.0 / 3 : 1, 0);

    /// <summary>What no trial records: back-propagated and weight gradients of one network, counted on one axis for all layers.</summary>
    private sealed record LayerValues(ImmutableArray<Histogram> BackPropagated, ImmutableArray<Histogram> WeightGradients)
    {
        public static LayerValues Of(TrialSpec spec, Workers workers)
        {
            int images = spec.Training.Batch;
            ByteDataSet data = Shapeset.Generate(images, ((Seed)spec.Seed).For("images"));
            Network network = Network.For(spec.Network, data);
            ParameterStore parameters = network.Initialize(Initializers.Parse(spec.Scheme), ((Seed)spec.Seed).For("weights"));
            Probe probe = new(network, parameters, images, workers);
            NetworkReading reading = probe.Read(data, [.. Enumerable.Range(0, images)], Readings.Moments);
            HistogramAxis back = Axis(reading, layer => layer.PreActivationGradients), weights = Axis(reading, layer => layer.WeightGradients);
            ImmutableArray<NetworkLayer> layers = [.. network.HiddenLayers];
            return new(
                [.. layers.Select(layer => Histogram.Of(probe.Plan.Gradient(layer.PreActivation), back))],
                [.. layers.Select(layer => Histogram.Of(probe.Plan.ParameterGradient(layer.Weight), weights))]);
        }

        /// <summary>Three standard deviations of the widest layer to each side.</summary>
        private static HistogramAxis Axis(NetworkReading reading, Func<LayerReading, Moments> moments)
        {
            double end = 3 * reading.Layers.Max(layer => moments(layer).StandardDeviation);
            return new(HistogramScale.Linear, -end, end, Bins);
        }
    }
}
