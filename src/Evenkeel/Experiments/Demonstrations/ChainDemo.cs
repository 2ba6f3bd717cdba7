using System.Collections.Immutable;
using Evenkeel.Graphs;
using Evenkeel.Graphs.Operations;
using Evenkeel.Numerics;

namespace Evenkeel.Experiments.Demonstrations;

/// <summary>The article's linear network ŷ = W^[L]·W^[L−1]···W^[1]·x with W^[1…L−1] = α·I and W^[L] = I, 2×2: what α does to signal and gradient.</summary>
/// <remarks>Closed form: a^[l] = α^l·x and ŷ = α^(L−1)·x; ∂(Σŷ)/∂a^[l] = α^(L−1−l).</remarks>
public static class ChainDemo
{
    private const int Width = 2;

    /// <summary>Runs the chain forward and backward in float32 and holds every layer against its closed form in double.</summary>
    /// <param name="factor">α; any finite number.</param>
    /// <param name="layers">L, ≥ 2.</param>
    /// <returns>The layers from 1 to L.</returns>
    /// <exception cref="ArgumentException">L is below 2 or above 10,000, or α is not finite.</exception>
    public static ImmutableArray<ChainLayer> Run(double factor, int layers)
    {
        if (layers is < 2 or > 10_000)
        {
            throw new ArgumentException($"The chain has {layers} layers but needs 2 to 10000.", nameof(layers));
        }

        if (!double.IsFinite(factor))
        {
            throw new ArgumentException("The chain's factor must be a finite number.", nameof(factor));
        }

        GraphBuilder builder = new();
        ValueId input = builder.Input("x", new(Width));
        ValueId[] values = new ValueId[layers];
        ParameterId[] weights = new ParameterId[layers];
        ValueId signal = input;
        for (int l = 0; l < layers; l++)
        {
            weights[l] = builder.Parameter($"layers.{l + 1}.weight", new(Width, Width));
            values[l] = signal = builder.Add($"layers.{l + 1}.a", new Dense(), [signal], [weights[l]]);
        }

        Graph graph = builder.Build(builder.Add("total", new Total(), [signal]));
        ParameterStore parameters = new(graph);
        for (int l = 0; l < layers; l++)
        {
            for (int i = 0; i < Width; i++)
            {
                parameters[weights[l]][i * Width + i] = l == layers - 1 ? 1 : (float)factor;
            }
        }

        Plan plan = new(graph, parameters, new() { BatchSize = 1, Retain = [.. values], Workers = Workers.One });
        plan.Input(input).Fill(1);
        plan.Forward();
        plan.Backward();
        return [.. values.Select((value, index) => new ChainLayer(
            index + 1,
            plan.Value(value)[0],
            Elementary.Power(factor, Math.Min(index + 1, layers - 1)),
            plan.Gradient(value)[0],
            Elementary.Power(factor, Math.Max(0, layers - 2 - index))))];
    }
}
