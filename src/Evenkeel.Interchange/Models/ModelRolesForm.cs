using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Shapes;
using static Evenkeel.Shapes.WeightLayout;

namespace Evenkeel.Interchange.Models;

/// <summary>Ways to read a tensor's axes as a layer's weights, by a word each.</summary>
internal static class ModelRolesForm
{
    /// <summary>Reads the axes.</summary>
    /// <param name="form">
    /// <c>dense</c>, <c>conv</c>, <c>depthwise</c>, <c>transposed</c>, <c>transposed groups N</c>, <c>packed N</c> with outputs first; the same with <c>keras</c> before it where outputs are last;
    /// <c>embedding</c>, <c>experts</c>, <c>vector</c>, <c>einsum E</c>; empty for none.
    /// </param>
    /// <param name="shape">The axes as they are stored.</param>
    /// <returns>The weights; null where the form is empty or does not fit the axes.</returns>
    public static WeightShape? Read(string form, ImmutableArray<long> shape)
    {
        if (form.Length == 0 || shape.Length == 0 || shape.Any(axis => axis is < 1 or > int.MaxValue))
        {
            return null;
        }

        int[] axes = [.. shape.Select(axis => (int)axis)];
        string[] words = form.Split(' ');
        (WeightLayout layout, string kind) = words[0] == "keras" ? (InOut, words[1]) : (OutIn, words[0]);
        try
        {
            return kind switch
            {
                "dense" => WeightShape.Parse("dense", axes, layout),
                "conv" or "transposed" => WeightShape.Parse(Dimensional(kind, axes), axes, layout, form.Contains("groups", StringComparison.Ordinal) ? int.Parse(words[^1], CultureInfo.InvariantCulture) : null),
                "depthwise" => Depthwise(axes, layout),
                "embedding" => WeightShape.Embedding(checked((int)shape[..^1].Aggregate(1L, (product, axis) => product * axis)), axes[^1]),
                "experts" => WeightShape.Packed(axes[2], axes[1], axes[0]),
                "packed" => Packed(axes, layout, int.Parse(words[^1], CultureInfo.InvariantCulture)),
                "einsum" => WeightShape.Einsum(words[^1], axes),
                _ => WeightShape.Vector(checked((int)shape.Aggregate(1L, (product, axis) => product * axis))),
            };
        }
        catch (Exception problem) when (problem is ArgumentException or OverflowException)
        {
            // A file may claim axes whose fans no 32-bit number holds.
            return null;
        }
    }

    private static string Dimensional(string kind, int[] axes) => string.Create(CultureInfo.InvariantCulture, $"{kind}{axes.Length - 2}d");

    /// <summary>Flax stores [kernel…, 1, channels], in the same order in memory as [kernel…, channels, 1].</summary>
    private static WeightShape Depthwise(int[] axes, WeightLayout layout) => layout == OutIn ? WeightShape.Parse(Dimensional("depthwise", axes), axes, layout)
        : axes[^2] == 1 ? WeightShape.Depthwise(axes[^1], axes.AsSpan(0, axes.Length - 2), 1, layout)
        : WeightShape.Parse(Dimensional("depthwise", axes), axes, layout);

    /// <summary>Queries, keys and values of a convolution of one position lie like those of a matrix.</summary>
    private static WeightShape Packed(int[] axes, WeightLayout layout, int parts) => WeightShape.Parse("packed", axes.AsSpan(0, 2), layout, parts: parts);
}
