using Evenkeel.Initialization.Laws;
using Evenkeel.Initialization.Recipes;
using Evenkeel.Initialization.Schemes;
using Evenkeel.Shapes;

namespace Evenkeel.Initialization.Catalogue;

/// <summary>The two numbers that mean-field theory describes a network by, as a rule for weights and biases.</summary>
internal static class MeanFieldPoint
{
    public static readonly InitializerEntry Entry = new()
    {
        Name = "mean-field",
        Arguments =
        [
            SchemeArgument.Amount("w2", "σw², fan-in times the variance of a weight") with { IsAboveMinimum = true, Typical = "1" },
            SchemeArgument.Amount("b2", "σb², the variance of a bias", 0),
            SchemeArgument.Word("family", "the weights: independent normals, or an orthogonal matrix times √w2", "normal", "orthogonal"),
        ],
        Purpose = "A point (σw², σb²) of a phase diagram: weights N(0, w2/n_in), biases N(0, b2), in every layer.",
        Pitfall = "A point is critical for one activation only: 'evenkeel theory' says for which. The first and the output layer get it too, and a network without biases has no σb².",
        Source = new("Poole et al.", 2016, "section 2; Schoenholz et al. 2017, section 2; orthogonal as Pennington et al. 2017", "https://arxiv.org/abs/1606.05340"),
        Create = values => values.Word("family") == "orthogonal" ? Orthogonal(values) : Normal(values),
    };

    private static IndependentInitializer Normal(SchemeValues values) => new(
        values.Scheme, $@"\mathcal{{N}}(0,\ {Initializer.Short(values.Number("w2"))}/n_{{in}}){BiasFormula(values)}", new VarianceScaling { Scale = values.Number("w2") }.Law)
    {
        Bias = BiasLaw(values),
        Refuses = shape => VarianceScaling.NoFans(values.Scheme, shape),
    };

    /// <summary>Times √(n_out/n_in) where the layer widens, so that the variance is w2/n_in as it is of the normal weights.</summary>
    private static OrthogonalInitializer Orthogonal(SchemeValues values)
    {
        double gain = Math.Sqrt(values.Number("w2"));
        string square = Initializer.Short(values.Number("w2"));
        return new(
            values.Scheme, $@"W^\top W = {square}\,\frac{{n_{{out}}}}{{n_{{in}}}}\,I\ (n_{{out}} > n_{{in}}),\quad W W^\top = {square}\,I\ (n_{{out}} \le n_{{in}}){BiasFormula(values)}",
            (shape, rows, columns) => gain * Math.Sqrt((double)Math.Max(rows, columns) / shape.Fan.In))
        {
            ByUnits = true,
            NeedsUnits = true,
            Bias = BiasLaw(values),
        };
    }

    private static Func<WeightShape, Law>? BiasLaw(SchemeValues values) =>
        values.Number("b2") is > 0 and var variance ? _ => new NormalLaw(0, Math.Sqrt(variance)) : null;

    private static string BiasFormula(SchemeValues values) =>
        values.Number("b2") is > 0 and var variance ? $@",\quad b \sim \mathcal{{N}}(0,\ {Initializer.Short(variance)})" : "";
}
