namespace Evenkeel.Interchange.Models;

/// <summary>What must hold of a tensor, beside its name and the number of its axes, for a rule to take it.</summary>
internal enum ModelRolesClue
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It holds whole numbers or truth values.</summary>
    WholeNumbers,

    /// <summary>A running mean lies beside it.</summary>
    BesideRunningMean,

    /// <summary>A bias with an element for each row lies beside it, which no table of vectors has.</summary>
    BesideBiasOfItsRows,

    /// <summary>A bias of its own shape lies beside it, which no layer's weights have.</summary>
    BesideBiasOfItsShape,

    /// <summary>A tensor named <c>recurrent_kernel</c> lies beside it.</summary>
    BesideRecurrentKernel,

    /// <summary>Its recurrent weights are square, so that there is one gate.</summary>
    OneGate,

    /// <summary>Its first axis is three times its second.</summary>
    RowsThrice,

    /// <summary>Its second axis is three times its first.</summary>
    ColumnsThrice,

    /// <summary>Three divides its first axis.</summary>
    RowsInThree,

    /// <summary>Two divides its first axis.</summary>
    RowsInTwo,

    /// <summary>The file is of GPT-2's kind, whose dense layers are stored [in, out].</summary>
    StoredInOut,

    /// <summary>The bias beside it has as many elements as the second axis, and not as the first.</summary>
    BiasLikeSecond,

    /// <summary>The bias beside it has as many elements as the last axis, and not as the one before.</summary>
    BiasLikeLast,

    /// <summary>The bias beside it has a whole multiple of the second axis' elements, by which the first can be divided, and not as many as the first.</summary>
    BiasOfGroups,

    /// <summary>The normalization that follows in its sequence has as many channels as the second axis, and not as the first.</summary>
    NormLikeSecond,

    /// <summary>Neither bias nor normalization has as many elements as its first axis alone.</summary>
    NotLikeFirst,

    /// <summary>Its second axis is 1 and its first is more.</summary>
    OneInput,

    /// <summary>Its second axis is 1, its first is more, and a convolution stands before it.</summary>
    OneInputLater,

    /// <summary>The last axis but one is 1.</summary>
    OneInputBeforeLast,

    /// <summary>At most one of its axes is other than 1.</summary>
    OneLongAxis,

    /// <summary>Its axes after the second are as small as a kernel's.</summary>
    SmallKernel,
}
