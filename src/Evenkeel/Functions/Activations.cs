using System.Globalization;
using Evenkeel.Numerics;

namespace Evenkeel.Functions;

/// <summary>The activations by name.</summary>
public static class Activations
{
    /// <summary>The identity, <c>z</c>.</summary>
    public static Activation Linear { get; } = new Linear();

    /// <summary>The logistic function, <c>1 / (1 + e^−z)</c>.</summary>
    public static Activation Sigmoid { get; } = new Sigmoid();

    /// <summary>The hyperbolic tangent, <c>tanh z</c>.</summary>
    public static Activation Tanh { get; } = new Tanh();

    /// <summary>The rectifier, <c>max(z, 0)</c>.</summary>
    public static Activation Relu { get; } = new Relu();

    /// <summary>The self-normalizing exponential linear unit.</summary>
    public static Activation Selu { get; } = new Selu();

    /// <summary>The smooth rectifier, <c>ln(1 + e^z)</c>.</summary>
    public static Activation Softplus { get; } = new Softplus();

    /// <summary>The rational sigmoid, <c>z / (1 + |z|)</c>.</summary>
    public static Activation Softsign { get; } = new Softsign();

    /// <summary>The Gaussian error linear unit, <c>z·Φ(z)</c>, exact.</summary>
    public static Activation Gelu { get; } = new Gelu();

    /// <summary>The Gaussian error linear unit, approximated through tanh.</summary>
    public static Activation GeluTanh { get; } = new GeluTanh();

    /// <summary>The sigmoid linear unit, <c>z·σ(z)</c>, also called swish.</summary>
    public static Activation Silu { get; } = new Silu();

    /// <summary>The smooth rectifier <c>z·tanh(ln(1 + e^z))</c>.</summary>
    public static Activation Mish { get; } = new Mish();

    /// <summary>The identity cut off at −1 and 1.</summary>
    public static Activation HardTanh { get; } = new HardTanh();

    /// <summary>The error function, <c>erf z</c>.</summary>
    public static Activation Erf { get; } = new Erf();

    /// <summary>One line for each activation.</summary>
    private static readonly Family[] families =
    [
        new(Linear),
        new(Sigmoid),
        new(Tanh),
        new(Relu),
        new(new LeakyRelu(Functions.LeakyRelu.UsualSlope), "a slope in [0, 1)", slope => slope is >= 0 and < 1, slope => new LeakyRelu(slope)),
        new(new Elu(Functions.Elu.UsualAlpha), "an alpha above 0", IsPositive, alpha => new Elu(alpha)),
        new(Selu),
        new(Softplus),
        new(Softsign),
        new(Gelu),
        new(GeluTanh),
        new(Silu),
        new(Mish),
        new(new Sin(Functions.Sin.UsualFrequency), "a frequency above 0", IsPositive, frequency => new Sin(frequency)),
        new(HardTanh),
        new(Erf),
    ];

    /// <summary>Every activation once, those with a parameter at its usual value.</summary>
    public static IReadOnlyList<Activation> All { get; } = [.. families.Select(family => family.Usual)];

    /// <summary>The rectifier with a small slope below 0, <c>z &gt; 0 ? z : slope·z</c>.</summary>
    /// <param name="slope">The slope below 0, in [0, 1).</param>
    /// <returns>The activation <c>leaky-relu(slope)</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The slope is not in [0, 1).</exception>
    public static Activation LeakyRelu(double slope = Functions.LeakyRelu.UsualSlope) => Create("leaky-relu", slope, nameof(slope));

    /// <summary>The exponential linear unit, <c>z &gt; 0 ? z : alpha·(e^z − 1)</c>.</summary>
    /// <param name="alpha">How far below 0 it goes; positive and finite.</param>
    /// <returns>The activation <c>elu(alpha)</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Alpha is not a positive number that float32 holds.</exception>
    public static Activation Elu(double alpha = Functions.Elu.UsualAlpha) => Create("elu", alpha, nameof(alpha));

    /// <summary>The sine of a multiple, <c>sin(frequency·z)</c>.</summary>
    /// <param name="frequency">The factor before the sine, in radians per unit of z; positive and finite.</param>
    /// <returns>The activation <c>sin(frequency)</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The frequency is not a positive number that float32 holds.</exception>
    public static Activation Sin(double frequency = Functions.Sin.UsualFrequency) => Create("sin", frequency, nameof(frequency));

    /// <summary>Finds an activation by what people type.</summary>
    /// <param name="text">
    /// A name such as <c>tanh</c>, a name with a parameter such as <c>leaky-relu(0.2)</c>, or a formula with x or an operator in it, as
    /// <see cref="Formula.Parse"/> reads it, such as <c>relu(x)^2</c>; case does not matter.
    /// </param>
    /// <returns>The activation; its <see cref="Activation.Name"/> is the canonical form of the text.</returns>
    /// <exception cref="FormatException">The name is unknown, the parameter is not one that the activation takes, or the formula has a fault.</exception>
    public static Activation Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string trimmed = text.Trim();
        int open = trimmed.IndexOf('(', StringComparison.Ordinal);
        string name = (open < 0 ? trimmed : trimmed[..open]).TrimEnd();
        Family? family = Array.Find(families, family => family.Usual.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (IsFormula(trimmed, family))
        {
            return Formula.Parse(trimmed);
        }

        if (family is null)
        {
            throw new FormatException($"Unknown activation '{name}'.{Spelling.Suggestion(name, [.. families.Select(family => family.Usual.Name)])}");
        }

        if (open < 0)
        {
            return family.Usual;
        }

        if (!trimmed.EndsWith(')'))
        {
            throw new FormatException($"Activation '{trimmed}' lacks its closing parenthesis.");
        }

        string parameter = trimmed[(open + 1)..^1].Trim();
        bool isNumber = double.TryParse(parameter, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        return isNumber && family.Accepts(number) ? family.Create(number) : throw new FormatException(family.Refusal(parameter));
    }

    /// <summary>Whether a text is meant as a formula: a family's own form comes first, and a minus alone may belong to a misspelt name.</summary>
    private static bool IsFormula(string text, Family? family)
    {
        if (family is null)
        {
            return Formula.HasVariable(text) || Formula.HasOperator(text) || IsNameOfFormula(text);
        }

        bool isOnePair = text.EndsWith(')') && text.IndexOf(')', StringComparison.Ordinal) == text.Length - 1;
        bool isFunctionOfFormulas = !family.Usual.Name.Contains('-', StringComparison.Ordinal);
        return Formula.HasVariable(text) ? isFunctionOfFormulas || !isOnePair : Formula.HasOperator(text) && !isOnePair;
    }

    /// <summary>Whether a text without variable and operator is what a formula is called, as <c>+3</c> is called 3: every name reads back.</summary>
    private static bool IsNameOfFormula(string text)
    {
        try
        {
            return Formula.Parse(text).Name == text;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static Activation Create(string name, double parameter, string parameterName)
    {
        Family family = Array.Find(families, family => family.Usual.Name == name)!;
        return family.Accepts(parameter)
            ? family.Create(parameter)
            : throw new ArgumentOutOfRangeException(parameterName, family.Refusal(parameter.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Whether float32 holds it as a positive finite number.</summary>
    private static bool IsPositive(double number) => (float)number > 0 && float.IsFinite((float)number);

    /// <summary>An activation, or the activations that differ in a parameter.</summary>
    private sealed record Family(Activation Usual, string? Needs, Func<double, bool> Accepts, Func<double, Activation> Create)
    {
        public Family(Activation only)
            : this(only, null, _ => false, _ => only)
        {
        }

        public string Refusal(string parameter) => $"Activation '{Usual.Name}' takes {Needs ?? "no parameter"}, but got '{parameter}'.";
    }
}
