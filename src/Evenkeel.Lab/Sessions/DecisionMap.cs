using Evenkeel.Functions;
using Evenkeel.Graphs;
using Evenkeel.Networks;

namespace Evenkeel.Lab.Sessions;

/// <summary>The probability of class 1 over the plane, as bytes.</summary>
internal sealed class DecisionMap
{
    /// <summary>Points along each side, from −5 to 5 in steps of 0.1.</summary>
    public const int Side = 101;

    private const int MostRowsAtOnce = 17;

    /// <summary>What a layer may hold at once: a wide network is drawn in more pieces, and takes no more memory for it.</summary>
    private const int MostValues = 4_000_000;

    private readonly Network network;
    private readonly Plan plan;
    private readonly int rowsAtOnce;
    private readonly float[] probabilities;

    private DecisionMap(Network network, ParameterStore parameters)
    {
        this.network = network;
        rowsAtOnce = Math.Clamp(MostValues / (Side * network.Layers.Max(layer => layer.Width)), 1, MostRowsAtOnce);
        probabilities = new float[rowsAtOnce * Side];
        plan = new(network.Graph, parameters, new() { BatchSize = rowsAtOnce * Side, Mode = PlanMode.Evaluate, Retain = [network.Output] });
    }

    /// <summary>Prepares a map.</summary>
    /// <returns>The map; null where the network's inputs are no points of a plane, or its classes are not two.</returns>
    public static DecisionMap? For(Network network, ParameterStore parameters) =>
        network.InputShape.Count == 2 && network.Classes == 2 ? new(network, parameters) : null;

    /// <summary>Draws the map.</summary>
    /// <returns>101 rows from y = 5 down to −5, in each x from −5 to 5; 0 for a probability of 0, 255 for 1, 0 for one that is not a number.</returns>
    public byte[] Draw()
    {
        byte[] map = new byte[Side * Side];
        for (int row = 0; row < Side; row += rowsAtOnce)
        {
            int rows = Math.Min(rowsAtOnce, Side - row);
            plan.Begin(rows * Side);
            Place(plan.Input(network.Input), row);
            plan.Forward();
            Span<float> shares = probabilities.AsSpan(0, rows * Side);
            Squash(plan.Value(network.Output), shares);
            Span<byte> drawn = map.AsSpan(row * Side, shares.Length);
            for (int i = 0; i < shares.Length; i++) drawn[i] = shares[i] > 0 ? (byte)(Math.Min(shares[i], 1) * 255 + 0.5f) : (byte)0;
        }

        return map;
    }

    private static void Place(Span<float> points, int firstRow)
    {
        for (int i = 0; i < points.Length / 2; i++)
        {
            points[2 * i] = (i % Side - 50) / 10f;
            points[2 * i + 1] = (50 - firstRow - i / Side) / 10f;
        }
    }

    /// <summary>Makes outputs probabilities: a logit's, or the difference of two; scores of other losses by where their boundary lies.</summary>
    private void Squash(ReadOnlySpan<float> outputs, Span<float> shares)
    {
        if (network.Outputs == 2)
        {
            for (int i = 0; i < shares.Length; i++) shares[i] = outputs[2 * i + 1] - outputs[2 * i];
        }
        else
        {
            outputs.CopyTo(shares);
        }

        switch (network.Spec.Loss)
        {
            case LossKind.CrossEntropy: Activations.Sigmoid.Apply(shares, shares); break;
            case LossKind.MeanSquaredError when network.Outputs == 1: break;
            default:
                foreach (ref float share in shares) share = 0.5f + share / 2;
                break;
        }
    }
}
