using System.Buffers;
using System.Collections.Immutable;
using System.Numerics.Tensors;
using Evenkeel.Graphs;
using Evenkeel.Networks;
using Evenkeel.Numerics;

namespace Evenkeel.Probing;

/// <summary>How far weights move, beside how large they are.</summary>
/// <remarks>
/// <code>ratio = rms(W′ − W) / rms(W)</code>
/// A layer that learns well moves by about 10⁻³ of itself a step (A. Karpathy, "CS231n: Neural networks, part 3", https://cs231n.github.io/neural-networks-3/).
/// </remarks>
public static class UpdateRatios
{
    private const int Block = 4096;

    /// <summary>Measures what one step, or several, did to each layer.</summary>
    /// <param name="before">The parameters before.</param>
    /// <param name="after">The parameters after.</param>
    /// <param name="network">Whose parameters they are.</param>
    /// <returns>One ratio for each layer, the output layer last; infinite where all weights were 0 and moved, NaN where they were 0 and stayed or where a number is not finite.</returns>
    public static ImmutableArray<double> Of(ParameterStore before, ParameterStore after, Network network)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(network);
        return [.. network.Layers.Select(layer => Of(before[layer.Weight], after[layer.Weight]))];
    }

    /// <summary>Measures one set of weights.</summary>
    internal static double Of(ReadOnlySpan<float> before, ReadOnlySpan<float> after)
    {
        float[] buffer = ArrayPool<float>.Shared.Rent(Block);
        double moved = 0;
        for (int start = 0; start < before.Length; start += Block)
        {
            Span<float> difference = buffer.AsSpan(0, Math.Min(Block, before.Length - start));
            TensorPrimitives.Subtract(after.Slice(start, difference.Length), before.Slice(start, difference.Length), difference);
            moved += Reduction.SumOfSquares(difference);
        }

        ArrayPool<float>.Shared.Return(buffer);
        double size = Reduction.SumOfSquares(before);
        return double.IsFinite(moved) && double.IsFinite(size) ? Math.Sqrt(moved / size) : double.NaN;
    }
}
