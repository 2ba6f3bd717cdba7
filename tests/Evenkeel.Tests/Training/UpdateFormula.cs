namespace Evenkeel.Tests.Training;

/// <summary>One step of one weight in double, by the formulas of the optimizers' papers, from the same float32 state.</summary>
/// <remarks>
/// A result beyond the largest float32 is infinite, as every operation on float32 has it. A scale is the formula with all terms taken positive, none
/// of them below the smallest normal number.
/// </remarks>
internal struct UpdateFormula
{
    private const double SmallestNormal = 1.1754943508222875e-38;
    private const double Momentum = 0.9;

    private readonly bool cancels;
    private bool onEdge;

    public UpdateFormula(string name, int step, double rate, double decay, double weight, double gradient, double ofGradients, double ofSquares)
    {
        double intoGradient = name == "adamw" ? 0 : decay;
        double g = Held(gradient + intoGradient * weight);
        double gScale = Scale(Math.Abs(gradient) + intoGradient * Math.Abs(weight));
        bool divides = name is "rmsprop" or "adam" or "adamw";
        cancels = divides && intoGradient > 0 && 2 * Math.Abs(g) < Math.Max(Math.Abs(gradient), intoGradient * Math.Abs(weight));

        double share = divides ? 1 - Momentum : 1;
        OfGradients = Held(Momentum * ofGradients + share * g);
        OfGradientsScale = Scale(Momentum * Math.Abs(ofGradients) + share * gScale);
        double keep = name == "rmsprop" ? 0.99 : 0.999;
        OfSquares = Held(keep * ofSquares + (1 - keep) * g * g);

        double size = Math.Sqrt(OfSquares / (name == "rmsprop" ? 1 : 1 - Math.Pow(0.999, step))) + 1e-8;
        double correction = 1 / (1 - Math.Pow(Momentum, step));
        (double direction, double scale, double factor) = name switch
        {
            "sgd" => (g, gScale, rate),
            "momentum" => (OfGradients, OfGradientsScale, rate),
            "nesterov" => (g + Momentum * OfGradients, gScale + Momentum * OfGradientsScale, rate),
            "rmsprop" => (g / size, gScale / size, rate),
            "adam" or "adamw" => (OfGradients / size, OfGradientsScale / size, rate * correction),
            _ => throw new NotSupportedException($"The test does not know the formula of '{name}'."),
        };
        Weight = (name == "adamw" ? weight - rate * decay * weight : weight) - factor * Held(direction);
        WeightScale = Math.Max(Math.Abs(weight), factor * Scale(scale));
    }

    /// <summary>The new weight.</summary>
    public double Weight { get; }

    public double WeightScale { get; }

    /// <summary>The new memory of gradients.</summary>
    public double OfGradients { get; }

    public double OfGradientsScale { get; }

    /// <summary>The new memory of squares.</summary>
    public double OfSquares { get; }

    /// <summary>
    /// Whether nothing is said of this state: gradient and decay leave less than half of the larger one, and their sum is divided by its own size; or a
    /// result is so near to the largest float32 that its rounding decides whether it is infinite.
    /// </summary>
    public readonly bool IsLeftOut => cancels || onEdge;

    private double Held(double value)
    {
        onEdge |= Math.Abs(Math.ScaleB(Math.Abs(value), -128) - 1) < 1e-6;
        return float.IsInfinity((float)value) ? (float)value : value;
    }

    private static double Scale(double value) => Math.Max(value, SmallestNormal);
}
