using Evenkeel.Graphs;
using Evenkeel.Networks;

namespace Evenkeel.Tests.Probing;

/// <summary>A tanh network under softmax cross-entropy in double precision, written from the formulas: z = Wᵀa + b, ∂C/∂z = p − y, ∂C/∂a = W·∂C/∂z.</summary>
internal sealed class ReferenceNetwork
{
    private readonly double[][,] weights;

    /// <summary>Runs a network's parameters on all samples, forward and backward.</summary>
    public ReferenceNetwork(Network network, ParameterStore parameters, float[] x, float[] labels)
    {
        weights = [.. network.Layers.Select(layer => Matrix(parameters[layer.Weight], layer.Width))];
        double[][] biases = [.. network.Layers.Select(layer => parameters[layer.Bias!.Value].ToArray().Select(value => (double)value).ToArray())];
        int hidden = weights.Length - 1;
        PreActivations = [.. Enumerable.Range(0, hidden).Select(_ => new List<double>())];
        Activations = [.. Enumerable.Range(0, hidden).Select(_ => new List<double>())];
        Gradients = [.. Enumerable.Range(0, hidden).Select(_ => new List<double>())];
        WeightGradients = [.. weights.Take(hidden).Select(w => new double[w.GetLength(0), w.GetLength(1)])];
        int inputs = x.Length / labels.Length;
        for (int sample = 0; sample < labels.Length; sample++)
        {
            Run([.. x.AsSpan(sample * inputs, inputs).ToArray().Select(value => (double)value)], (int)labels[sample], biases, labels.Length);
        }
    }

    /// <summary>The mean loss.</summary>
    public double Loss { get; private set; }

    /// <summary>z of each hidden layer, over samples and units.</summary>
    public List<double>[] PreActivations { get; }

    /// <summary>a of each hidden layer.</summary>
    public List<double>[] Activations { get; }

    /// <summary>∂C/∂a of each hidden layer, C the mean loss.</summary>
    public List<double>[] Gradients { get; }

    /// <summary>∂C/∂W of each hidden layer.</summary>
    public double[][,] WeightGradients { get; }

    private void Run(double[] x, int label, double[][] biases, int samples)
    {
        List<double[]> signals = [x];
        for (int l = 0; l < weights.Length; l++)
        {
            double[] z = [.. Enumerable.Range(0, biases[l].Length).Select(k => biases[l][k] + signals[l].Select((a, j) => a * weights[l][j, k]).Sum())];
            bool isLast = l == weights.Length - 1;
            signals.Add(isLast ? z : [.. z.Select(Math.Tanh)]);
            if (!isLast)
            {
                PreActivations[l].AddRange(z);
                Activations[l].AddRange(signals[^1]);
            }
        }

        double total = signals[^1].Sum(Math.Exp);
        Loss += (Math.Log(total) - signals[^1][label]) / samples;
        double[] gradient = [.. signals[^1].Select((z, k) => (Math.Exp(z) / total - (k == label ? 1 : 0)) / samples)];
        for (int l = weights.Length - 2; l >= 0; l--)
        {
            double[] da = [.. Enumerable.Range(0, signals[l + 1].Length).Select(j => gradient.Select((d, k) => d * weights[l + 1][j, k]).Sum())];
            Gradients[l].AddRange(da);
            gradient = [.. da.Select((d, j) => d * (1 - signals[l + 1][j] * signals[l + 1][j]))];
            for (int j = 0; j < signals[l].Length; j++)
            {
                for (int k = 0; k < gradient.Length; k++)
                {
                    WeightGradients[l][j, k] += signals[l][j] * gradient[k];
                }
            }
        }
    }

    private static double[,] Matrix(ReadOnlySpan<float> values, int columns)
    {
        double[,] matrix = new double[values.Length / columns, columns];
        for (int i = 0; i < values.Length; i++)
        {
            matrix[i / columns, i % columns] = values[i];
        }

        return matrix;
    }
}
