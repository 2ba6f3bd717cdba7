namespace Evenkeel.Literature.Measures;

/// <summary>Many computations of one kind, shared by the hands of an <see cref="Evidence"/>.</summary>
internal static class Many
{
    /// <summary>Does each by its number, so that who does which changes nothing.</summary>
    /// <param name="count">How many.</param>
    /// <param name="evidence">Whose hands.</param>
    /// <param name="one">The computation of a number, from 0; it may be called on any thread.</param>
    /// <returns>What they gave, in their order.</returns>
    public static T[] Of<T>(int count, Evidence evidence, Func<int, T> one)
    {
        T[] all = new T[count];
        Parallel.For(0, count, new() { MaxDegreeOfParallelism = evidence.Workers.Count, CancellationToken = evidence.Cancellation }, i => all[i] = one(i));
        return all;
    }
}
