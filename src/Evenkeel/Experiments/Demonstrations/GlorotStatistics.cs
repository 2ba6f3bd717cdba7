using System.Collections.Immutable;
using Evenkeel.Data;
using Evenkeel.Functions;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;

namespace Evenkeel.Experiments.Demonstrations;

/// <summary>Glorot and Bengio's statistics of a deep network before it is trained, on images of <see cref="Shapeset"/>.</summary>
/// <remarks>
/// "Understanding the difficulty of training deep feedforward neural networks", 2010, section 4.2 and figures 6 to 8,
/// https://proceedings.mlr.press/v9/glorot10a.html: five hidden layers of 1000 units, softmax over nine classes, 300 images, C the mean of their
/// costs. What the paper calls z is the activation, so its Jacobian ∂zˡ⁺¹/∂zˡ is <c>∂aˡ⁺¹/∂aˡ = diag(φ′(zˡ⁺¹))·Wˡ⁺¹</c>.
/// It is a matrix for every image, whose singular values fall with the image's slopes, while the paper does not say at which it takes it: we take it
/// at the image whose mean slope is the closest to that of all.
/// </remarks>
public static class GlorotStatistics
{
    /// <summary>The paper's hidden layers.</summary>
    public const int Depth = 5;

    /// <summary>The mean singular value of a square matrix of n² independent weights, over √(n·Var W), as n grows: 8/(3π).</summary>
    /// <remarks>Squared singular values follow Marchenko and Pastur's law, so singular values a quarter of a circle of radius 2, whose mean that is.</remarks>
    public const double MeanSingularValue = 8 / (3 * Math.PI);

    /// <summary>Reads one network.</summary>
    /// <param name="initializer">How it starts.</param>
    /// <param name="activation">The hidden layers' activation.</param>
    /// <param name="width">Units in each hidden layer, ≥ 1; the paper's 1000.</param>
    /// <param name="images">Images, ≥ 1; the paper's 300.</param>
    /// <param name="seed">Decides images and weights.</param>
    /// <param name="workers">Who shares the work; it changes the speed, never a result.</param>
    /// <returns>The statistics of every hidden layer.</returns>
    /// <exception cref="ArgumentException">A number is out of range, or the initializer cannot serve a layer.</exception>
    /// <exception cref="FormatException">The activation is unknown.</exception>
    public static GlorotReading Read(IInitializer initializer, string activation, int width, int images, Seed seed, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        ByteDataSet data = Shapeset.Generate(images, seed.For("images"));
        Network network = Network.For(new() { Hidden = [.. Enumerable.Repeat(width, Depth)], Activation = activation }, data);
        ParameterStore parameters = network.Initialize(initializer, seed.For("weights"));
        NetworkReading reading = new Probe(network, parameters, images, workers).Read(data, [.. Enumerable.Range(0, images)], histograms: false);
        return new(initializer.Name, network.Function.Name)
        {
            Activations = [.. reading.Layers.Select(layer => layer.Activations.StandardDeviation)],
            BackPropagated = [.. reading.Layers.Select(layer => layer.PreActivationGradients.StandardDeviation)],
            WeightGradients = [.. reading.Layers.Select(layer => layer.WeightGradients.StandardDeviation)],
            SingularValues = Jacobians(network, parameters, data, workers),
        };
    }

    private static ImmutableArray<double> Jacobians(Network network, ParameterStore parameters, ByteDataSet data, Workers workers)
    {
        Plan plan = new(network.Graph, parameters, new()
        {
            BatchSize = data.Count, Mode = PlanMode.Evaluate, Retain = [.. network.Layers.Select(layer => layer.PreActivation)], Workers = workers,
        });
        data.Read([.. Enumerable.Range(0, data.Count)], plan.Input(network.Input), plan.Input(network.Target));
        plan.Forward();

        ImmutableArray<double>.Builder means = ImmutableArray.CreateBuilder<double>();
        foreach (NetworkLayer layer in network.HiddenLayers[1..])
        {
            double[] slopes = TypicalSlopes(plan.Value(layer.PreActivation), layer.Width, network.Function);
            double[] jacobian = Jacobian(parameters[layer.Weight], slopes);
            means.Add(SingularValues.Of(jacobian, jacobian.Length / layer.Width, layer.Width, workers).Average());
        }

        return means.ToImmutable();
    }

    /// <summary>The slopes of the image whose mean slope is the closest to that of all images.</summary>
    private static double[] TypicalSlopes(ReadOnlySpan<float> z, int width, Activation function)
    {
        double[] slopes = new double[z.Length];
        for (int i = 0; i < slopes.Length; i++)
        {
            slopes[i] = function.Slope(z[i]);
        }

        double[][] images = [.. slopes.Chunk(width)];
        double mean = slopes.Average();
        return images.MinBy(image => Math.Abs(image.Average() - mean))!;
    }

    /// <summary>The transposed Jacobian, [in, out], whose singular values are the same.</summary>
    private static double[] Jacobian(ReadOnlySpan<float> weights, double[] slopes)
    {
        double[] jacobian = new double[weights.Length];
        for (int start = 0; start < jacobian.Length; start += slopes.Length)
        {
            for (int unit = 0; unit < slopes.Length; unit++)
            {
                jacobian[start + unit] = weights[start + unit] * slopes[unit];
            }
        }

        return jacobian;
    }
}
