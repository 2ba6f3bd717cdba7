using System.Globalization;

namespace Evenkeel.Lab.Sessions;

/// <summary>The learning rates of a training: that of its specification, and the changes while it runs.</summary>
/// <param name="specified">The specification's learning rate; > 0.</param>
internal sealed class RateChanges(double specified)
{
    /// <summary>More would not fit into an address.</summary>
    public const int Most = 100;

    private readonly List<(int Step, double Rate)> changes = [];

    /// <summary>How many changes there are.</summary>
    public int Count => changes.Count;

    /// <summary>The rate of the update that follows a step.</summary>
    public double At(int step)
    {
        double rate = specified;
        foreach ((int from, double changed) in changes)
        {
            if (from > step) break;
            rate = changed;
        }

        return rate;
    }

    /// <summary>Makes the rate another from a step on: changes at that step or later are gone.</summary>
    public void Change(int step, double rate)
    {
        changes.RemoveAll(change => change.Step >= step);
        if (At(step) != rate && changes.Count < Most) changes.Add((step, rate));
    }

    /// <summary>Takes all changes back.</summary>
    public void Clear() => changes.Clear();

    /// <summary>The changes as an address has them: <c>40:0.5,120:0.05</c>; empty for none.</summary>
    public override string ToString() =>
        string.Join(',', changes.Select(change => string.Create(CultureInfo.InvariantCulture, $"{change.Step}:{change.Rate}")));
}
