// The text of the workbench by offsets in code points, which is how the server counts; browsers count in UTF-16 units.
// Blocks stand in the order of the text, each with the offset of its first letter, and hold nothing but the text.
"use strict";

window.workbenchText = (region) => {
  const JOINS = /[\p{M}\u200c\u200d\u1160-\u11ff\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}]/u;
  const FLAG = /[\u{1f1e6}-\u{1f1ff}]/u;
  const letters = (text) => Array.from(text);
  const count = (text) => {
    let number = 0;
    for (const _letter of text) {
      number += 1;
    }
    return number;
  };
  const blocks = () => region.children;
  const startOf = (block) => Number(block.dataset.start);

  // The last block that begins at or before an offset.
  const blockAt = (offset) => {
    const all = blocks();
    let low = 0;
    let high = all.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (startOf(all[middle]) <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return all[low];
  };

  // The offset of a place in the page; null outside the text.
  const offsetOf = (node, at) => {
    if (node === region) {
      const block = blocks()[at];
      if (block) {
        return startOf(block);
      }
      const last = region.lastElementChild;
      return last ? startOf(last) + count(last.textContent) : null;
    }
    const block = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.(".block");
    if (!block || !region.contains(block)) {
      return null;
    }
    const before = document.createRange();
    before.setStart(block, 0);
    before.setEnd(node, at);
    return startOf(block) + count(before.toString());
  };

  // The place in the page of an offset, as [node, UTF-16 offset in it].
  const placeOf = (offset) => {
    const block = blockAt(offset);
    if (!block) {
      return [region, 0];
    }
    let left = offset - startOf(block);
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let node = null;
    while (walker.nextNode()) {
      node = walker.currentNode;
      const held = count(node.data);
      if (left <= held) {
        return [node, letters(node.data).slice(0, left).join("").length];
      }
      left -= held;
    }
    return node ? [node, node.data.length] : [block, 0];
  };

  // The letters of the blocks that touch [start, end), and the offset of the first of them.
  const lettersAround = (start, end) => {
    let block = blockAt(start);
    const from = startOf(block);
    const found = [];
    while (block && startOf(block) < Math.max(end, start + 1)) {
      for (const letter of block.textContent) {
        found.push(letter);
      }
      block = block.nextElementSibling;
    }
    return [found, from];
  };

  // Whether a cut before all[at] would part what a reader sees as one character (as statements/text/characters.py).
  const splits = (all, at) => {
    if (at <= 0 || at >= all.length) {
      return false;
    }
    const [before, after] = [all[at - 1], all[at]];
    if (/[\p{Cc}\u2028\u2029]/u.test(before)) {
      return false;
    }
    if (JOINS.test(after) || before === "\u200d") {
      return true;
    }
    if (FLAG.test(before) && FLAG.test(after)) {
      let first = at;
      while (first > 0 && FLAG.test(all[first - 1])) {
        first -= 1;
      }
      return (at - first) % 2 === 1;
    }
    return false;
  };

  // What is selected, in whole characters and without white space at its ends: {start, end, exact}; null for nothing.
  const selected = () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) {
      return null;
    }
    const range = selection.getRangeAt(0);
    if (!region.contains(range.commonAncestorContainer)) {
      return null;
    }
    let start = offsetOf(range.startContainer, range.startOffset);
    let end = offsetOf(range.endContainer, range.endOffset);
    if (start === null || end === null || start >= end) {
      return null;
    }
    const [all, from] = lettersAround(start, end);
    while (splits(all, start - from)) {
      start -= 1;
    }
    while (splits(all, end - from)) {
      end += 1;
    }
    while (start < end && /\s/u.test(all[start - from])) {
      start += 1;
    }
    while (end > start && /\s/u.test(all[end - 1 - from])) {
      end -= 1;
    }
    return start < end ? { start, end, exact: all.slice(start - from, end - from).join("") } : null;
  };

  const rangeOf = (start, end) => {
    const range = document.createRange();
    range.setStart(...placeOf(start));
    range.setEnd(...placeOf(end));
    return range;
  };

  const select = (start, end) => {
    const range = rangeOf(start, end);
    document.getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
    return range;
  };

  // Where the caret is; null outside the text.
  const caret = () => {
    const selection = document.getSelection();
    return selection.focusNode && region.contains(selection.focusNode)
      ? offsetOf(selection.focusNode, selection.focusOffset)
      : null;
  };

  // The span {start, end} of a mark, by its key, from the pieces under it; null when it is not drawn.
  const spanOf = (key) => {
    const pieces = region.querySelectorAll(`[data-m~="${key}"], [data-p~="${key}"]`);
    if (!pieces.length) {
      return null;
    }
    const last = pieces[pieces.length - 1];
    return { start: offsetOf(pieces[0], 0), end: offsetOf(last, 0) + count(last.textContent) };
  };

  return { caret, offsetOf, rangeOf, select, selected, spanOf };
};
