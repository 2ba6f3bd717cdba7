using System.Globalization;
using Evenkeel.Experiments;
using Evenkeel.Functions;
using Evenkeel.MeanField;
using Evenkeel.Numerics;

namespace Evenkeel.Lab.Questions;

/// <summary>Phase diagrams as documents, remembered, so that only the first visitor who looks at an activation waits for its correlations.</summary>
internal sealed class PhaseDocuments
{
    /// <summary>Points along each axis: as fine as a picture of a page's width needs.</summary>
    private const int Side = 100;

    /// <summary>All activations by name, and some formulas; a document has about 300 kB.</summary>
    private const int Most = 32;

    private readonly LinkedList<((string Activation, double SigmaW2, double SigmaB2) Key, Task<ReadOnlyMemory<byte>> Document)> known = [];
    private readonly Lock gate = new();

    /// <summary>Gets a diagram's document, without a point on it.</summary>
    /// <param name="activation">φ.</param>
    /// <param name="sigmaW2">The most σw².</param>
    /// <param name="sigmaB2">The most σb².</param>
    /// <param name="sources">Version and threads.</param>
    /// <returns>UTF-8.</returns>
    /// <exception cref="QuadratureException">The moments cannot be computed.</exception>
    /// <exception cref="BeingMadeException">Another thread is at it.</exception>
    public ReadOnlyMemory<byte> Of(Activation activation, double sigmaW2, double sigmaB2, QuestionSources sources)
    {
        TaskCompletionSource<ReadOnlyMemory<byte>> mine = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<ReadOnlyMemory<byte>> slot = Slot((activation.Name, sigmaW2, sigmaB2), mine.Task);
        if (slot == mine.Task)
        {
            try
            {
                mine.SetResult(Write(activation, sigmaW2, sigmaB2, sources));
            }
            catch (Exception problem)
            {
                mine.SetException(problem);
                throw;
            }
        }

        return slot.IsCompleted ? slot.GetAwaiter().GetResult() : throw new BeingMadeException(slot);
    }

    private Task<ReadOnlyMemory<byte>> Slot((string, double, double) key, Task<ReadOnlyMemory<byte>> mine)
    {
        lock (gate)
        {
            for (LinkedListNode<((string, double, double) Key, Task<ReadOnlyMemory<byte>> Document)>? node = known.First; node is not null; node = node.Next)
            {
                if (node.Value.Key == key)
                {
                    known.Remove(node);
                    known.AddFirst(node);
                    return node.Value.Document;
                }
            }

            known.AddFirst((key, mine));
            if (known.Count > Most)
            {
                known.RemoveLast();
            }

            return mine;
        }
    }

    private static ReadOnlyMemory<byte> Write(Activation activation, double sigmaW2, double sigmaB2, QuestionSources sources)
    {
        string command = string.Create(CultureInfo.InvariantCulture, $"evenkeel theory {ShellText.Quote(activation.Name)} --phase phase.html --phase-w2 0..{sigmaW2:R} --phase-b2 0..{sigmaB2:R}");
        using Workers workers = new(sources.Threads);
        return PhaseJson.Write(PhaseDiagram.Of(activation, Axis(sigmaW2), Axis(sigmaB2), workers), null, command, sources.Version);
    }

    private static double[] Axis(double most) => [.. Enumerable.Range(0, Side).Select(i => most * i / (Side - 1))];
}
