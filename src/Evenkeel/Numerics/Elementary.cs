namespace Evenkeel.Numerics;

/// <summary>The transcendental functions in double precision, with the same bits on every operating system.</summary>
public static class Elementary
{
#pragma warning disable RS0030
    /// <summary>The natural logarithm.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>ln x; −∞ at 0; NaN below 0.</returns>
    public static double Log(double x) => Math.Log(x);

    /// <summary>Sine and cosine of one angle.</summary>
    /// <param name="x">The angle, in radians.</param>
    /// <returns>(sin x, cos x).</returns>
    public static (double Sin, double Cos) SinCos(double x) => Math.SinCos(x);

    /// <summary>The exponential function.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>eˣ.</returns>
    public static double Exp(double x) => Math.Exp(x);
#pragma warning restore RS0030
}
