namespace Evenkeel.Numerics;

/// <summary>Random numbers one after the other, for what is drawn by a program rather than filled as a tensor.</summary>
/// <remarks>A mutable value: pass it by reference, or the copies repeat each other's numbers.</remarks>
public struct RandomSequence
{
    private readonly Seed seed;
    private long block;
    private int used;
    private Philox.Words words;

    /// <summary>Starts at the first number of a seed.</summary>
    /// <param name="seed">Decides every number.</param>
    public RandomSequence(Seed seed)
    {
        this.seed = seed;
        used = 4;
    }

    /// <summary>Draws 32 random bits.</summary>
    /// <returns>A word, uniform over all 32-bit values.</returns>
    public uint NextUInt32()
    {
        if (used == 4)
        {
            words = Philox.Block(block++, seed);
            used = 0;
        }

        return used++ switch { 0 => words.X0, 1 => words.X1, 2 => words.X2, _ => words.X3 };
    }

    /// <summary>Draws a uniform number.</summary>
    /// <returns>A multiple of 2⁻⁵³ in [0, 1).</returns>
    public double NextDouble()
    {
        ulong bits = ((ulong)NextUInt32() << 32) | NextUInt32();
        return (bits >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Draws a uniform number between two bounds.</summary>
    /// <param name="low">The lower bound, included.</param>
    /// <param name="high">The upper bound, excluded but for rounding; ≥ <paramref name="low"/>.</param>
    /// <returns>A number of U(low, high).</returns>
    public double NextUniform(double low, double high) => low + (high - low) * NextDouble();

    /// <summary>Draws a standard normal number.</summary>
    /// <returns>A number of N(0, 1).</returns>
    /// <remarks><c>√(−2 ln u) · cos(2πv)</c>, Box and Muller 1958, https://doi.org/10.1214/aoms/1177706645.</remarks>
    public double NextNormal()
    {
        double radius = Math.Sqrt(-2 * Elementary.Log(1 - NextDouble()));
        (_, double cosine) = Elementary.SinCos(2 * Math.PI * NextDouble());
        return radius * cosine;
    }

    /// <summary>Draws a whole number below a limit.</summary>
    /// <param name="limit">The number of possible values, ≥ 1.</param>
    /// <returns>A whole number in 0 … limit − 1, each equally likely.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is below 1.</exception>
    /// <remarks>Lemire, "Fast random integer generation in an interval", 2019, https://doi.org/10.1145/3230636.</remarks>
    public int NextBelow(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        uint range = (uint)limit;
        uint threshold = (uint)-range % range;
        while (true)
        {
            ulong product = (ulong)NextUInt32() * range;
            if ((uint)product >= threshold)
            {
                return (int)(product >> 32);
            }
        }
    }

    /// <summary>Puts the items of a span in random order.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="items">The items, reordered in place, each order equally likely.</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextBelow(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
