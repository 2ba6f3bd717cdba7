namespace Evenkeel.MeanField.Integrals;

/// <summary>Sums over the points of a rule for a normal mean.</summary>
internal interface INodeSums
{
    /// <summary>The sum of absolute values so far, by which tails are judged.</summary>
    double Magnitude { get; }

    /// <summary>Adds one point.</summary>
    /// <param name="x">The argument of φ.</param>
    /// <param name="z">The standard normal number that gives it.</param>
    /// <param name="weight">The rule's weight times the density of z.</param>
    void Add(double x, double z, double weight);
}
