namespace Evenkeel.Graphs.Operations;

/// <summary>An operation with one input, each of whose elements decides one of the output: any part can be computed by itself.</summary>
internal interface IElementwiseOperation
{
    /// <summary>Whether the backward pass reads the input; otherwise the output may take its place.</summary>
    bool SlopeReadsInput { get; }

    /// <summary>Computes a part of the output.</summary>
    /// <param name="run">The numbers of this node in this run.</param>
    /// <param name="start">The part's first element, over all rows.</param>
    /// <param name="length">How many elements there are.</param>
    void Forward(NodeRun run, int start, int length);

    /// <summary>Computes a part of the input's gradient.</summary>
    /// <param name="run">The numbers of this node in this run.</param>
    /// <param name="start">The part's first element, over all rows.</param>
    /// <param name="length">How many elements there are.</param>
    void Backward(NodeRun run, int start, int length);
}
