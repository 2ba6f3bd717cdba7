using Evenkeel.Functions;
using Evenkeel.Graphs;
using Evenkeel.Graphs.Operations;

namespace Evenkeel.Tests.Graphs;

/// <summary>A graph computed in double by the textbook's formulas; its gradients are central differences of its loss.</summary>
/// <remarks>It takes the structure from the graph, and nothing of how the library computes.</remarks>
internal sealed class DoubleGraph
{
    /// <summary>A central difference errs by h²/6 of a third derivative, and by the loss's rounding over h: both near 10⁻¹⁰.</summary>
    private const double Nudge = 1e-5;

    private readonly Graph graph;
    private readonly int rows;
    private readonly double[][] parameters;
    private readonly double[][] values;

    public DoubleGraph(Plan plan)
    {
        (graph, rows) = (plan.Graph, plan.Rows);
        parameters = [.. graph.Parameters.Select((_, i) => Widen(plan.Parameters[new(i)]))];
        values = [.. graph.Values.Select(value => new double[rows * value.Shape.Count])];
        HashSet<int> computed = [.. graph.Nodes.Select(node => node.Output.Index)];
        for (int i = 0; i < values.Length; i++)
        {
            if (!computed.Contains(i))
            {
                values[i] = Widen(plan.Input(new(i)));
            }
        }

        Loss();
    }

    public double[] Value(ValueId value) => values[value.Index];

    public double Loss(ValueId? nudged = null, int element = 0, double by = 0)
    {
        foreach (Node node in graph.Nodes)
        {
            Compute(node);
            if (node.Output == nudged)
            {
                values[node.Output.Index][element] += by;
            }
        }

        return graph.Loss is { } loss ? values[loss.Index].Average() : double.NaN;
    }

    public double[] Gradient(ParameterId parameter)
    {
        double[] numbers = parameters[parameter.Index];
        return
        [
            .. numbers.Select((number, i) =>
            {
                numbers[i] = number + Nudge;
                double above = Loss();
                numbers[i] = number - Nudge;
                double below = Loss();
                numbers[i] = number;
                return (above - below) / (2 * Nudge);
            }),
        ];
    }

    public double[] Gradient(ValueId value) =>
        [.. values[value.Index].Select((_, i) => (Loss(value, i, Nudge) - Loss(value, i, -Nudge)) / (2 * Nudge))];

    private static double[] Widen(ReadOnlySpan<float> numbers)
    {
        double[] wide = new double[numbers.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = numbers[i];
        }

        return wide;
    }

    private void Compute(Node node)
    {
        double[] output = values[node.Output.Index];
        double[][] inputs = [.. node.Inputs.Select(input => values[input.Index])];
        int width = output.Length / rows;
        for (int row = 0; row < rows; row++)
        {
            double[][] sample = [.. inputs.Select(input => input[(row * input.Length / rows)..((row + 1) * input.Length / rows)])];
            for (int unit = 0; unit < width; unit++)
            {
                output[row * width + unit] = node.Operation switch
                {
                    Evenkeel.Graphs.Operations.Dense => Affine(node, sample[0], unit, width),
                    Activate activate => Activation(activate.Function, sample[0][unit]),
                    Add => sample[0][unit] + sample[1][unit],
                    OneHot => unit == (int)sample[0][0] ? 1 : 0,
                    SoftmaxCrossEntropy => Math.Log(sample[0].Sum(z => Math.Exp(z - sample[0].Max()))) + sample[0].Max() - sample[0][(int)sample[1][0]],
                    SigmoidCrossEntropy => sample[0].Zip(sample[1], (z, t) => -t * Math.Log(Sigmoid(z)) - (1 - t) * Math.Log(Sigmoid(-z))).Average(),
                    MeanSquaredError => sample[0].Zip(sample[1], (y, t) => (y - t) * (y - t)).Average(),
                    Hinge when sample[0].Length == 1 => Math.Max(0, 1 - (sample[1][0] == 1 ? 1 : -1) * sample[0][0]),
                    Hinge => sample[0].Where((_, j) => j != (int)sample[1][0]).Sum(s => Math.Max(0, 1 + s - sample[0][(int)sample[1][0]])) / sample[0].Length,
                    _ => throw new NotSupportedException(node.Operation.Kind),
                };
            }
        }
    }

    private double Affine(Node node, double[] x, int unit, int width)
    {
        double[] weights = parameters[node.Parameters[0].Index];
        double z = node.Parameters.Length == 2 ? parameters[node.Parameters[1].Index][unit] : 0;
        return z + x.Select((number, i) => number * weights[i * width + unit]).Sum();
    }

    /// <summary>Formulas of the papers; an activation that is not here stands by its own double form, whose tests are elsewhere.</summary>
    private static double Activation(Activation function, double z) => function.Name switch
    {
        "linear" => z,
        "sigmoid" => Sigmoid(z),
        "tanh" => Math.Tanh(z),
        "relu" => Math.Max(z, 0),
        "softplus" => Math.Log(1 + Math.Exp(z)),
        "softsign" => z / (1 + Math.Abs(z)),
        "silu" => z * Sigmoid(z),
        "mish" => z * Math.Tanh(Math.Log(1 + Math.Exp(z))),
        "gelu-tanh" => 0.5 * z * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z))),
        "hard-tanh" => Math.Clamp(z, -1, 1),
        "elu" => z > 0 ? z : Math.Exp(z) - 1,
        "selu" => 1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * (Math.Exp(z) - 1)),
        "sin" => Math.Sin(z),
        "erf" => Erf(z),
        "gelu" => 0.5 * z * (1 + Erf(z / Math.Sqrt(2))),
        _ => function.Value(z),
    };

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    /// <summary>Maclaurin's series, which is exact enough for |z| below 4.</summary>
    private static double Erf(double z)
    {
        (double sum, double term) = (0, z);
        for (int n = 0; n < 100; n++)
        {
            sum += term / (2 * n + 1);
            term *= -z * z / (n + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }
}
