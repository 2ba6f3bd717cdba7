using Evenkeel.Numerics;
using Evenkeel.Shapes;
using static Evenkeel.Initialization.Distribution;

namespace Evenkeel.Initialization;

/// <summary>The catalogue of initializers, by name.</summary>
public static class Initializers
{
    private const string Article = "Chadha, Xavier Initialization, Distilled AI, 2020";
    private const string Glorot = "Glorot & Bengio 2010, eq. 12 and 16, https://proceedings.mlr.press/v9/glorot10a.html";
    private const string He = "He et al. 2015, eq. 10, https://arxiv.org/abs/1502.01852";
    private const string LeCun = "LeCun et al. 1998, Efficient BackProp, eq. 16, https://doi.org/10.1007/3-540-49430-8_2";
    private const string Saxe = "Saxe et al. 2014, https://arxiv.org/abs/1312.6120";

    /// <summary>Every entry, in the order in which a person would meet them.</summary>
    public static IReadOnlyList<InitializerEntry> All { get; } =
    [
        new()
        {
            Name = "zero", Purpose = "Shows why equal weights never part.", Source = Article,
            Create = _ => new ConstantInitializer("zero", 0),
        },
        new()
        {
            Name = "constant", Argument = "value", Purpose = "Shows the same with a weight other than zero.", Source = Article,
            Create = value => new ConstantInitializer($"constant({Text(value)})", value!.Value),
        },
        new()
        {
            Name = "uniform", Argument = "bound", Default = double.NaN,
            Purpose = "The heuristic before Xavier, U(±1/√n_in), whose signal shrinks by √3 a layer; with an argument, U(±bound).", Source = Article,
            Create = bound => bound is null or double.NaN
                ? Random("uniform", @"\mathcal{U}(\pm 1/\sqrt{n_{in}})", Uniform, fan => Math.Sqrt(1.0 / 3 / fan.In))
                : Random($"uniform({Text(bound)})", $@"\mathcal{{U}}(\pm {Text(bound)})", Uniform, _ => bound.Value / Math.Sqrt(3)),
        },
        new()
        {
            Name = "xavier", Purpose = "Keeps the variance of tanh activations from layer to layer.", Source = Article,
            Create = _ => Scaling("xavier", @"\mathcal{N}(0,\ 1/n_{in})", Normal, FanMode.In, 1),
        },
        new()
        {
            Name = "normal", Argument = "standardDeviation", Default = 1, Purpose = "One deviation whatever the width; at its default 1, far too large for wide layers.", Source = Article,
            Create = deviation => deviation == 1
                ? Random("normal", @"\mathcal{N}(0,\ 1)", Normal, _ => 1)
                : Random($"normal({Text(deviation)})", $@"\mathcal{{N}}(0,\ {Text(deviation)}^2)", Normal, _ => deviation!.Value),
        },
        new()
        {
            Name = "glorot-normal", Purpose = "The compromise between keeping the signal forward and backward.", Source = Glorot,
            Create = _ => Scaling("glorot-normal", @"\mathcal{N}(0,\ 2/(n_{in}+n_{out}))", Normal, FanMode.Average, 1),
        },
        new()
        {
            Name = "glorot-uniform", Purpose = "The same variance from a uniform distribution.", Source = Glorot,
            Create = _ => Scaling("glorot-uniform", @"\mathcal{U}(\pm\sqrt{6/(n_{in}+n_{out})})", Uniform, FanMode.Average, 1),
        },
        new()
        {
            Name = "he-normal", Purpose = "Keeps the second moment of ReLU activations.", Source = He,
            Create = _ => Scaling("he-normal", @"\mathcal{N}(0,\ 2/n_{in})", Normal, FanMode.In, 2),
        },
        new()
        {
            Name = "he-uniform", Purpose = "The same variance from a uniform distribution.", Source = He,
            Create = _ => Scaling("he-uniform", @"\mathcal{U}(\pm\sqrt{6/n_{in}})", Uniform, FanMode.In, 2),
        },
        new()
        {
            Name = "lecun-normal", Purpose = "Keeps the variance of linear and self-normalizing (SELU) layers.", Source = LeCun,
            Create = _ => Scaling("lecun-normal", @"\mathcal{N}(0,\ 1/n_{in})", Normal, FanMode.In, 1),
        },
        new()
        {
            Name = "lecun-uniform", Purpose = "The same variance from a uniform distribution.", Source = LeCun,
            Create = _ => Scaling("lecun-uniform", @"\mathcal{U}(\pm\sqrt{3/n_{in}})", Uniform, FanMode.In, 1),
        },
        new()
        {
            Name = "orthogonal", Argument = "gain", Default = 1, Purpose = "Keeps the length of every vector, not only on average.", Source = Saxe,
            Create = gain => new OrthogonalInitializer(gain == 1 ? "orthogonal" : $"orthogonal({Text(gain)})", gain!.Value),
        },
    ];

    /// <summary>All weights zero.</summary>
    public static IInitializer Zero { get; } = Parse("zero");

    /// <summary>The article's rule, <c>N(0, 1/n_in)</c>.</summary>
    public static IInitializer Xavier { get; } = Parse("xavier");

    /// <summary><c>N(0, 2/(n_in + n_out))</c>: Glorot and Bengio 2010, eq. 12.</summary>
    public static IInitializer GlorotNormal { get; } = Parse("glorot-normal");

    /// <summary><c>U(±√(6/(n_in + n_out)))</c>: Glorot and Bengio 2010, eq. 16.</summary>
    public static IInitializer GlorotUniform { get; } = Parse("glorot-uniform");

    /// <summary><c>N(0, 2/n_in)</c>: He et al. 2015, eq. 10.</summary>
    public static IInitializer HeNormal { get; } = Parse("he-normal");

    /// <summary><c>U(±√(6/n_in))</c>: He et al. 2015, eq. 10.</summary>
    public static IInitializer HeUniform { get; } = Parse("he-uniform");

    /// <summary>Orthonormal rows or columns: Saxe et al. 2014.</summary>
    public static IInitializer Orthogonal { get; } = Parse("orthogonal");

    /// <summary>Reads a scheme as people type it.</summary>
    /// <param name="scheme">A name, an argument in parentheses if it takes one, and <c>*v</c> to multiply the variance: <c>xavier*0.01</c>.</param>
    /// <returns>The initializer; its <see cref="IInitializer.Name"/> reads back as the same.</returns>
    /// <exception cref="FormatException">The name is unknown (the nearest is suggested), or an argument is missing, not wanted or not a number.</exception>
    public static IInitializer Parse(string scheme)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        return SchemeText.Read(scheme);
    }

    private static string Text(double? value) => Initializer.Text(value!.Value);

    private static RandomInitializer Random(string name, string formula, Distribution distribution, Func<Fan, double> deviation) =>
        new(name, formula, distribution, deviation);

    /// <summary>Variance = scale / fan.</summary>
    private static RandomInitializer Scaling(string name, string formula, Distribution distribution, FanMode mode, double scale) =>
        new(name, formula, distribution, fan => Math.Sqrt(scale / fan.Of(mode)));
}
