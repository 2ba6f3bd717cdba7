using System.Text;

namespace Evenkeel.Numerics;

/// <summary>The source of everything random in an experiment: a 64-bit key from which other seeds are forked by name.</summary>
/// <remarks>
/// A fork depends on its name and its parent only, never on what else was forked or in which order. So adding a layer to a
/// network leaves the weights of all other layers as they were.
/// </remarks>
/// <param name="Key">The key of the generator; any value.</param>
public readonly record struct Seed(ulong Key)
{
    /// <summary>Makes a seed from a number that a person typed.</summary>
    /// <param name="number">Any integer; equal numbers give equal seeds.</param>
    public static implicit operator Seed(long number) => new((ulong)number);

    /// <summary>Makes a seed from a number that a person typed.</summary>
    /// <param name="number">Any integer; equal numbers give equal seeds.</param>
    /// <returns>The seed whose key is that number.</returns>
    public static Seed FromInt64(long number) => number;

    /// <summary>Forks the seed of something named.</summary>
    /// <param name="name">The name, for example <c>layers.3.weight</c>; compared as UTF-8, case-sensitive.</param>
    /// <returns>A seed that depends on this one and on the name alone.</returns>
    /// <exception cref="ArgumentException">The name is null or empty.</exception>
    /// <remarks>The name's bytes are absorbed 8 at a time: <c>key ← Philox(counter = (bytes, position, length), key)</c>.</remarks>
    public Seed For(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        ulong key = Key;
        for (int start = 0; start < bytes.Length; start += 8)
        {
            ulong chunk = 0;
            for (int i = 0; i < 8 && start + i < bytes.Length; i++)
            {
                chunk |= (ulong)bytes[start + i] << (8 * i);
            }

            Philox.Words words = Philox.Block(new((uint)chunk, (uint)(chunk >> 32), (uint)start, (uint)bytes.Length | ForkDomain), key);
            key = words.X0 | ((ulong)words.X1 << 32);
        }

        return new(key);
    }

    /// <summary>Forks the seed of a numbered thing, such as one epoch of a run, without allocating.</summary>
    /// <param name="number">The number; any.</param>
    /// <returns>A seed that depends on this one and on the number alone, and differs from every fork by name.</returns>
    public Seed For(long number)
    {
        Philox.Words words = Philox.Block(new((uint)number, (uint)(number >> 32), 0, ForkDomain), Key);
        return new(words.X0 | ((ulong)words.X1 << 32));
    }

    /// <summary>Starts a sequence of random numbers at its first.</summary>
    /// <returns>A generator whose numbers depend on this seed only.</returns>
    public RandomSequence Sequence() => new(this);

    /// <summary>Keeps the counters that forks use apart from those that draws use, whose highest word stays below 2³¹.</summary>
    private const uint ForkDomain = 0x8000_0000;
}
