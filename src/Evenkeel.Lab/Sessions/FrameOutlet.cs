using System.Threading.Channels;
using Evenkeel.Lab.Protocol;

namespace Evenkeel.Lab.Sessions;

/// <summary>Where the frames of a session leave it: at most two are under way that the page has not drawn.</summary>
internal sealed class FrameOutlet
{
    /// <summary>One is drawn while the next is on its way.</summary>
    public const int MostUndrawn = 2;

    private readonly Lock turn = new();
    private Channel<Frame>? channel;
    private bool isClosed;
    private int sent;
    private int drawn;

    /// <summary>Whether somebody listens, and may be sent a frame.</summary>
    public bool HasCredit
    {
        get
        {
            lock (turn) return channel is not null && sent - drawn < MostUndrawn;
        }
    }

    /// <summary>Opens the stream of frames; an earlier one ends.</summary>
    public ChannelReader<Frame> Open()
    {
        Channel<Frame> opened = Channel.CreateBounded<Frame>(new BoundedChannelOptions(MostUndrawn) { SingleReader = true });
        lock (turn)
        {
            channel?.Writer.TryComplete();
            channel = opened;
            drawn = sent;
            if (isClosed) opened.Writer.TryComplete();
        }

        return opened.Reader;
    }

    /// <summary>Hears that the page has drawn a frame.</summary>
    public void Drawn(int number)
    {
        lock (turn) drawn = Math.Max(drawn, Math.Min(number, sent));
    }

    /// <summary>The number of the frame that is sent next.</summary>
    public int NextNumber => sent + 1;

    /// <summary>Sends a frame; it is lost where nobody listens.</summary>
    public void Send(Frame frame)
    {
        lock (turn)
        {
            sent++;
            channel?.Writer.TryWrite(frame);
        }
    }

    /// <summary>Ends the stream for good.</summary>
    /// <param name="failure">What the listener is to hear; null for a plain end.</param>
    public void Close(Exception? failure = null)
    {
        lock (turn)
        {
            isClosed = true;
            channel?.Writer.TryComplete(failure);
        }
    }
}
