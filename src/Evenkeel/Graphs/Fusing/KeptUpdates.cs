using Evenkeel.Numerics;

namespace Evenkeel.Graphs.Fusing;

/// <summary>Updates a parameter whose gradient is kept, cut so that threads can share the work.</summary>
internal readonly struct KeptUpdates(Plan plan, ParameterId parameter, IParameterUpdate update) : IChunkedWork
{
    /// <summary>Elements in a chunk: some microseconds of work, as long as a hand-over takes.</summary>
    private const int Part = 16 * 1024;

    public void Run(Workers workers)
    {
        KeptUpdates self = this;
        workers.Run(ref self, (plan.ParameterGradient(parameter).Length + Part - 1) / Part);
    }

    public void Do(int chunk)
    {
        Span<float> gradient = plan.ParameterGradient(parameter);
        int start = chunk * Part, length = Math.Min(Part, gradient.Length - start);
        update.Apply(parameter, start, plan.Parameters[parameter].Slice(start, length), gradient.Slice(start, length));
    }
}
