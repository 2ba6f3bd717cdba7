using System.Collections.Immutable;
using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Training;

namespace Evenkeel.Experiments.Demonstrations;

/// <summary>Trains the chain W^[1…L−1] = α·I, with its last layer drawn at random, on a small linear regression: what the start does to the cost.</summary>
/// <param name="Factor">α.</param>
/// <param name="Costs">The cost before each step, then after the last; not finite from where it diverged.</param>
public sealed record ChainTraining(double Factor, ImmutableArray<double> Costs)
{
    /// <summary>The norm at which the gradient is clipped.</summary>
    public const double ClipNorm = 1;

    private const int Points = 64;

    /// <summary>The lowest cost on the way.</summary>
    public double Lowest => Costs.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min();

    /// <summary>The cost at the end; not finite where it diverged.</summary>
    public double Final => Costs[^1];

    /// <summary>The highest over the lowest cost of the last 20 steps: 1 where it has settled; infinite where it diverged.</summary>
    public double Swing
    {
        get
        {
            double[] last = [.. Costs.TakeLast(20)];
            return last.All(double.IsFinite) ? last.Max() / last.Min() : double.PositiveInfinity;
        }
    }

    /// <summary>How many of the last 19 steps raised the cost by more than a thousandth: about half where it oscillates, none where it settles.</summary>
    public int Rises
    {
        get
        {
            double[] last = [.. Costs.TakeLast(20)];
            return last.Zip(last.Skip(1)).Count(pair => !(pair.Second <= 1.001 * pair.First));
        }
    }

    /// <summary>Whether the cost goes up and down instead of settling.</summary>
    public bool Oscillates => Rises >= 5;

    /// <summary>The least cost that any linear map has on the data.</summary>
    public required double Least { get; init; }

    /// <summary>Trains.</summary>
    /// <param name="factor">α.</param>
    /// <param name="layers">L, ≥ 2.</param>
    /// <param name="rate">The learning rate; the gradient's norm is clipped at 1, so that too large a start oscillates rather than overflows.</param>
    /// <param name="steps">Full-batch steps.</param>
    /// <param name="seed">Decides data and last layer.</param>
    /// <returns>The costs.</returns>
    public static ChainTraining Run(double factor, int layers, double rate, int steps, Seed seed)
    {
        ArrayDataSet data = Regression(seed.For("data"));
        NetworkSpec spec = new() { Hidden = [.. Enumerable.Repeat(2, layers - 1)], Activation = "linear", Loss = LossKind.MeanSquaredError, Bias = false };
        Network network = Network.For(spec, data);
        ParameterStore parameters = network.Initialize(Initializers.Xavier, seed.For("weights"));
        foreach (NetworkLayer layer in network.HiddenLayers)
        {
            Span<float> weights = parameters[layer.Weight];
            weights.Clear();
            weights[0] = weights[3] = (float)factor;
        }

        Trainer trainer = new(network, parameters, data, new() { LearningRate = rate, Batch = 0, Steps = steps, Clip = ClipNorm }, seed, Workers.One);
        List<double> costs = [.. trainer.Steps().Select(step => step.Loss)];
        costs.Add(new Evaluator(network, parameters, data, Workers.One).Evaluate().Loss);
        return new(factor, [.. costs]) { Least = LeastSquares(data) };
    }

    /// <summary>y = A·x with a fixed A and a little noise, so that the least cost is not 0.</summary>
    private static ArrayDataSet Regression(Seed seed)
    {
        RandomSequence random = seed.Sequence();
        float[] inputs = new float[2 * Points];
        float[] targets = new float[2 * Points];
        for (int i = 0; i < Points; i++)
        {
            (double x, double y) = (random.NextNormal(), random.NextNormal());
            (inputs[2 * i], inputs[2 * i + 1]) = ((float)x, (float)y);
            targets[2 * i] = (float)(1.2 * x + 0.3 * y + 0.05 * random.NextNormal());
            targets[2 * i + 1] = (float)(0.3 * x + 0.8 * y + 0.05 * random.NextNormal());
        }

        return new("stretch", new(2), [], inputs, targets);
    }

    /// <summary>The mean squared error of the best map, by the normal equations of each output: E[t²] − bᵀ·M⁻¹·b with M = E[xxᵀ], b = E[x·t].</summary>
    private static double LeastSquares(ArrayDataSet data)
    {
        float[] x = new float[2 * data.Count];
        float[] t = new float[2 * data.Count];
        data.Read([.. Enumerable.Range(0, data.Count)], x, t);
        double Mean(Func<int, double> of) => Enumerable.Range(0, data.Count).Average(of);
        (double m00, double m01, double m11) = (Mean(i => (double)x[2 * i] * x[2 * i]), Mean(i => (double)x[2 * i] * x[2 * i + 1]), Mean(i => (double)x[2 * i + 1] * x[2 * i + 1]));
        double error = 0;
        for (int output = 0; output < 2; output++)
        {
            int o = output;
            (double b0, double b1) = (Mean(i => (double)x[2 * i] * t[2 * i + o]), Mean(i => (double)x[2 * i + 1] * t[2 * i + o]));
            error += Mean(i => (double)t[2 * i + o] * t[2 * i + o]) - (b0 * b0 * m11 - 2 * b0 * b1 * m01 + b1 * b1 * m00) / (m00 * m11 - m01 * m01);
        }

        return error / 2;
    }
}
