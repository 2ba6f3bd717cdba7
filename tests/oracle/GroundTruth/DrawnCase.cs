using System.Globalization;
using Evenkeel.Forensics;
using Evenkeel.Formats;
using Evenkeel.Shapes;

/// <summary>A tensor that was drawn, and by what.</summary>
internal sealed record DrawnCase(string File, string Tensor, string Kind, string Axes, string Layout, string Role, string Scheme, string Family)
{
    public static DrawnCase Parse(string line) => line.Split('\t') is [var file, var tensor, var kind, var axes, var layout, var role, var scheme, var family]
        ? new(file, tensor, kind, axes, layout, role, scheme, family)
        : throw new FormatException($"A case has eight words, but '{line}' has others.");

    public TensorSubject Subject(TensorInfo info)
    {
        string[] kind = Kind.Split('/');
        int[] axes = [.. Axes.Split(',').Select(axis => int.Parse(axis, CultureInfo.InvariantCulture))];
        WeightShape shape = WeightShape.Parse(kind[0], axes, Layout == "keras" ? WeightLayout.InOut : WeightLayout.OutIn, kind.Length > 1 ? int.Parse(kind[1], CultureInfo.InvariantCulture) : null);
        return new()
        {
            Name = Tensor, Weights = shape, FractionBits = info.Type switch { TensorType.Float16 => 10, TensorType.BFloat16 => 7, _ => 23 },
            Role = Role switch
            {
                "bias" => TensorRole.Bias, "embedding" => TensorRole.Embedding, "norm-scale" => TensorRole.NormScale, "running-variance" => TensorRole.RunningVariance, _ => TensorRole.Unknown,
            },
        };
    }
}
