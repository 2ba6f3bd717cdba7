using System.Globalization;

namespace Evenkeel.Formats.Torch;

/// <summary>Tells which tensors share memory: one text for each group that does.</summary>
internal static class TorchSharing
{
    /// <summary>Beyond as many views of one stretch of memory, comparing all pairs costs more than it tells.</summary>
    private const int MostCompared = 64;

    /// <summary>Groups views.</summary>
    /// <param name="views">The views.</param>
    /// <returns>A text for each view, the same for views that share an element, also by way of others; null for one that shares with none.</returns>
    public static string?[] Of(IReadOnlyList<TorchView> views)
    {
        string?[] texts = new string?[views.Count];
        foreach (IGrouping<TorchStorage, int> storage in Enumerable.Range(0, views.Count).Where(i => views[i].Extent > 0).GroupBy(i => views[i].Storage))
        {
            int[] inOrder = [.. storage.OrderBy(i => FirstByte(views[i]))];
            for (int first = 0; first < inOrder.Length;)
            {
                long end = EndByte(views[inOrder[first]]);
                int after = first + 1;
                while (after < inOrder.Length && FirstByte(views[inOrder[after]]) < end)
                {
                    end = Math.Max(end, EndByte(views[inOrder[after++]]));
                }

                Part(inOrder.AsSpan(first, after - first), views, texts);
                first = after;
            }
        }

        return texts;
    }

    /// <summary>Parts views whose stretches of memory touch into those that really share elements.</summary>
    private static void Part(ReadOnlySpan<int> cluster, IReadOnlyList<TorchView> views, string?[] texts)
    {
        int[] group = new int[cluster.Length];
        for (int i = 0; i < group.Length; i++)
        {
            group[i] = cluster.Length > MostCompared ? 0 : i;
            for (int j = 0; j < i && cluster.Length <= MostCompared; j++)
            {
                if (group[j] != group[i] && MayShare(views[cluster[j]], views[cluster[i]]))
                {
                    Join(group.AsSpan(0, i + 1), group[i], group[j]);
                }
            }
        }

        int[] members = new int[cluster.Length];
        foreach (int of in group)
        {
            members[of]++;
        }

        for (int i = 0; i < group.Length; i++)
        {
            if (members[group[i]] > 1)
            {
                TorchView view = views[cluster[group[i]]];
                texts[cluster[i]] = string.Create(CultureInfo.InvariantCulture, $"storage {view.Storage.Key} from byte {FirstByte(view)}");
            }
        }
    }

    private static void Join(Span<int> group, int from, int to)
    {
        foreach (ref int member in group)
        {
            if (member == from) member = to;
        }
    }

    /// <summary>
    /// Whether two views share an element. Where a step is common to both, such as the row of a matrix that is cut into columns, each view takes
    /// only some places within the step; views whose places differ share nothing. Whatever this does not part is taken to share.
    /// </summary>
    private static bool MayShare(TorchView a, TorchView b)
    {
        if (FirstByte(a) >= EndByte(b) || FirstByte(b) >= EndByte(a) || a.Type.Size != b.Type.Size)
        {
            return FirstByte(a) < EndByte(b) && FirstByte(b) < EndByte(a);
        }

        foreach (long step in a.Strides)
        {
            if (step > 1 && b.Strides.Contains(step) && Within(a, step) is { } first && Within(b, step) is { } second
                && (first.End <= second.Start || second.End <= first.Start))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The places within a step that a view takes; null where it wraps round the step.</summary>
    private static (long Start, long End)? Within(TorchView view, long step)
    {
        long start = view.Start % step;
        long width = 1;
        for (int axis = 0; axis < view.Shape.Length; axis++)
        {
            width += view.Strides[axis] % step == 0 ? 0 : (view.Shape[axis] - 1) * view.Strides[axis];
        }

        return start + width <= step ? (start, start + width) : null;
    }

    private static long FirstByte(TorchView view) => view.Start * view.Type.Size;

    private static long EndByte(TorchView view) => (view.Start + view.Extent) * view.Type.Size;
}
