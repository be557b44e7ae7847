// What a conversation looks like as lines. No DOM, no network.

import { has, parts } from "../languages/text.js";

/**
 * @typedef {{id: string, conversation: string, seq: number, sender: string | null, text: string, clientId?: string,
 *   createdAt: string, editedAt?: string, deletedAt?: string, system: any}} Message
 * @typedef {{id: string, members: any[], ring?: string | null, lastMessage: Message | null, unread: number, myReadUpTo: number,
 *   theirReadUpTo: number, canWrite: boolean, updatedAt: string}} Conversation
 */

/** How long one's own messages can be changed, in milliseconds; the server decides. */
export const changeable = 15 * 60_000;

/** The other of a conversation of two. @param {Conversation} conversation @param {string} me */
export function partner(conversation, me) {
  return conversation.members.find((member) => member.id !== me) ?? conversation.members[0];
}

/** All but me. @param {Conversation} conversation @param {string} me @returns {any[]} */
export function partners(conversation, me) {
  return conversation.members.filter((member) => member.id !== me);
}

/** The last active first, each once. @param {Conversation[]} conversations */
export function sorted(conversations) {
  const latest = new Map(conversations.map((conversation) => [conversation.id, conversation]));
  return [...latest.values()].sort((one, other) => other.updatedAt.localeCompare(one.updatedAt) || other.id.localeCompare(one.id));
}

/**
 * A conversation after a message in it.
 * @param {Conversation} conversation @param {Message} message @param {string} me
 */
export function withMessage(conversation, message, me) {
  const last = conversation.lastMessage;
  if (last && message.seq < last.seq) return conversation;
  const isNew = !last || message.seq > last.seq;
  const counts = isNew && message.sender !== me && !message.system && message.seq > conversation.myReadUpTo;
  return { ...conversation, lastMessage: message, updatedAt: isNew ? message.createdAt : conversation.updatedAt,
    unread: conversation.unread + (counts ? 1 : 0) };
}

/** A conversation after somebody has read on. @param {Conversation} conversation
 * @param {{member: string, upTo: number}} read @param {string} me */
export function withReading(conversation, { member, upTo }, me) {
  if (member !== me) return { ...conversation, theirReadUpTo: Math.max(conversation.theirReadUpTo, upTo) };
  if (upTo <= conversation.myReadUpTo) return conversation;
  const isAll = !conversation.lastMessage || upTo >= conversation.lastMessage.seq;
  return { ...conversation, myReadUpTo: upTo, unread: isAll ? 0 : conversation.unread };
}

/** The conversation of a ring after somebody has left it. @param {Conversation} conversation @param {string} left */
export function withoutMember(conversation, left) {
  return { ...conversation, members: conversation.members.filter(({ id }) => id !== left) };
}

/** How one's own message stands. @param {Message} message @param {number} theirReadUpTo @returns {"sent" | "read"} */
export function receipt(message, theirReadUpTo) {
  return message.seq <= theirReadUpTo ? "read" : "sent";
}

/** Whether two lines belong together: one sender, close in time, on one day. @param {Message | undefined} before
 * @param {Message} message @param {(time: string) => string} dayOf */
export function continues(before, message, dayOf) {
  return Boolean(before) && before?.sender === message.sender && !before?.system && !message.system
    && Date.parse(message.createdAt) - Date.parse(before.createdAt) < 5 * 60_000 && dayOf(before.createdAt) === dayOf(message.createdAt);
}

/** The ways in which a moderator, or the clock, decides about a session. */
const decisions = ["completed", "missed", "notHeld"];

/**
 * What a line about a session says, in the language spoken now.
 * @param {Message} message @param {string} me @param {any} name of the other @param {any} [session] as far as it is known: it
 *   alone tells what was decided
 * @returns {any[]}
 */
export function sessionWords({ system, text }, me, name, session) {
  const who = system.by === me ? ["you"] : system.by ? ["they"] : ["clock", "they"];
  const path = `sessions.history.${sessionWord(system, session)}`;
  const form = who.find((one) => has(`${path}.${one}`));
  return form ? parts(`${path}.${form}`, { name }) : [text];
}

/** @param {{transition: string, by: string | null}} line @param {any} session */
function sessionWord({ transition, by }, session) {
  // A line does not tell whether the link was set or taken back.
  if (transition === "meeting-link") return "link-changed";
  if (transition !== "resolve") return transition;
  if (!by) return "resolve-notHeld";
  return decisions.includes(session?.status) ? `resolve-${session.status}` : "resolve";
}

/** Splits a text into words and web addresses. @param {string} text @returns {(string | {href: string, text: string})[]} */
export function linked(text) {
  return text.split(/(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}])/u).map((part, index) => {
    if (index % 2 === 0) return part;
    try {
      return { href: new URL(part).href, text: part };
    } catch {
      return part;
    }
  }).filter((part) => part !== "");
}

/**
 * The stretch of a conversation that is held, without gaps. Far ends are let go, so that a long conversation stays light.
 */
export class Stretch {
  /** @type {Message[]} ascending */
  messages = [];
  /** Whether there is more before and after. */
  hasEarlier = true;
  hasLater = false;

  /** @param {number} most how many are held */
  constructor(most = 80) {
    this.most = most;
  }

  get first() { return this.messages[0]?.seq ?? 0; }
  get last() { return this.messages[this.messages.length - 1]?.seq ?? 0; }

  /** @param {Message[]} messages @param {boolean} hasEarlier @param {boolean} hasLater */
  replace(messages, hasEarlier, hasLater) {
    Object.assign(this, { messages, hasEarlier, hasLater });
  }

  /** @param {Message[]} earlier @param {boolean} hasMore */
  prepend(earlier, hasMore) {
    this.messages = [...earlier.filter(({ seq }) => !this.messages.length || seq < this.first), ...this.messages];
    this.hasEarlier = hasMore;
    if (this.messages.length > this.most) {
      this.messages = this.messages.slice(0, this.most);
      this.hasLater = true;
    }
  }

  /** @param {Message[]} later @param {boolean} hasMore */
  append(later, hasMore) {
    this.messages = [...this.messages, ...later.filter(({ seq }) => seq > this.last)];
    this.hasLater = hasMore;
    if (this.messages.length > this.most) {
      this.messages = this.messages.slice(-this.most);
      this.hasEarlier = true;
    }
  }

  /**
   * Takes a message that the server told of.
   * @param {Message} message @returns {"changed" | "added" | "missed" | "known"} missed: there is a gap before it
   */
  take(message) {
    const at = this.messages.findIndex(({ seq }) => seq === message.seq);
    if (at >= 0) {
      this.messages = this.messages.with?.(at, message) ?? this.messages.map((one, index) => (index === at ? message : one));
      return "changed";
    }
    if (this.hasLater || message.seq < this.first) return "known";
    if (message.seq !== this.last + 1 && this.messages.length) return "missed";
    this.append([message], false);
    return "added";
  }
}
