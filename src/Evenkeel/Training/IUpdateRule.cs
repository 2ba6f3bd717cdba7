using Evenkeel.Numerics;

namespace Evenkeel.Training;

/// <summary>What an optimizer does to one weight: the same formula at every width of the lanes.</summary>
internal interface IUpdateRule
{
    /// <summary>Changes a weight by its gradient and up to two numbers that the optimizer remembers of it.</summary>
    void Apply<T>(ref T weight, T gradient, ref T first, ref T second)
        where T : struct, ILanes<T>;
}
