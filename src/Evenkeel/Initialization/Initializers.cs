using Evenkeel.Initialization.Catalogue;
using Evenkeel.Initialization.Schemes;

namespace Evenkeel.Initialization;

/// <summary>The catalogue of initializers, by name.</summary>
/// <remarks>To add one: a file in <c>Catalogue</c> that declares its entry, and a line here.</remarks>
public static class Initializers
{
    /// <summary>Every entry, in the order in which a person would meet them.</summary>
    public static IReadOnlyList<InitializerEntry> All { get; } =
    [
        Constants.Zero,
        Constants.One,
        Constants.Constant,
        FixedScale.Uniform,
        Scaling.Xavier,
        FixedScale.Normal,
        Scaling.GlorotNormal,
        Scaling.GlorotUniform,
        Scaling.HeNormal,
        Scaling.HeUniform,
        Scaling.LeCunNormal,
        Scaling.LeCunUniform,
        Catalogue.Orthogonal.Haar,
        Catalogue.Orthogonal.Scaled,
        Catalogue.Orthogonal.Delta,
        Scaling.Recipe,
        ActivationGain.Entry,
        MeanFieldPoint.Entry,
        FixedScale.Truncated,
        FixedScale.TruncatedUncorrected,
        FixedScale.TruncatedAbsolute,
        FixedScale.TruncatedAbsoluteCorrected,
        Identities.Identity,
        Identities.Dirac,
        Sparse.Zeros,
        Sparse.Incoming,
        Siren.First,
        Siren.Hidden,
        NguyenWidrow.Entry,
        WeightStandardized.Entry,
        Catalogue.ZerO.Entry,
        Fixup.Entry,
        MuP.Entry,
        Transformers.Gpt2,
        Transformers.SmallInit,
        Transformers.WangInit,
        Transformers.TFixup,
        Transformers.DeepNorm,
        Mimetic.Entry,
        Bilinear.Entry,
        Biases.Prior,
        Biases.ForgetGate,
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

    /// <summary><c>N(0, 1/n_in)</c>: LeCun et al. 1998, eq. 16.</summary>
    public static IInitializer LeCunNormal { get; } = Parse("lecun-normal");

    /// <summary><c>U(±√(3/n_in))</c>: LeCun et al. 1998, eq. 16.</summary>
    public static IInitializer LeCunUniform { get; } = Parse("lecun-uniform");

    /// <summary>Orthonormal rows or columns: Saxe et al. 2014.</summary>
    public static IInitializer Orthogonal { get; } = Parse("orthogonal");

    /// <summary>Reads a scheme as people type it.</summary>
    /// <param name="scheme">
    /// A name, arguments in parentheses if it takes any, and <c>*v</c> to multiply the variance: <c>xavier*0.01</c>. Before the name may
    /// stand a framework, whose conventions and defaults then hold: <c>torch:kaiming_uniform(a=sqrt(5))</c>.
    /// </param>
    /// <returns>The initializer; its <see cref="IInitializer.Name"/> reads back as the same.</returns>
    /// <exception cref="FormatException">The name is unknown (the nearest is suggested), or an argument is missing, unknown or out of range.</exception>
    public static IInitializer Parse(string scheme)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        return SchemeReader.Read(scheme);
    }

    /// <summary>Finds the line of a table that a scheme is made from.</summary>
    /// <param name="scheme">A scheme as people type it; its arguments and factor are not looked at.</param>
    /// <returns>The framework with its colon, empty for the catalogue, and the entry.</returns>
    /// <exception cref="FormatException">The name is unknown; the nearest is suggested.</exception>
    public static (string Prefix, InitializerEntry Entry) Find(string scheme)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        return SchemeReader.Find(scheme.Split('(', '*')[0].Trim());
    }
}
